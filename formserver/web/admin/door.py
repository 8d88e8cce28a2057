"""The door to what only administrators may do."""

from formserver.web import guards

door = guards.guarded("admin", __name__, guards.administrator)
