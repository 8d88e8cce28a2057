"""The pages for everybody, and those of people who came by a personal link."""

from formserver.web.public import first, front, links

blueprints = (front.door, first.door)

__all__ = ["blueprints", "links"]
