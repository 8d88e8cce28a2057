"""What is added beside a form: a title, a web address, or the announcement of what comes another way."""

from urllib.parse import urlsplit

from formserver.forms.faults import FaultError
from formserver.forms.planning_fields import LineField, PlanForm

LONGEST_ADDRESS = 1000


class WebAddress(LineField):
    """A web address, whole."""

    def meant(self, text: str) -> str:
        """The address. It may hold letters of any alphabet; what it leads to is not looked at."""
        if not _is_whole(text):
            raise FaultError("address")
        return text


class AttachmentForm(PlanForm):
    """Everything that can be typed on the page of attachments; an empty one adds nothing."""

    file_title = LineField("attachment.name", required=False)
    address = WebAddress("attachment.address", required=False, longest=LONGEST_ADDRESS)
    address_title = LineField("attachment.address_title", required=False)
    announced = LineField("attachment.announce", required=False)


def _is_whole(text: str) -> bool:
    try:
        parts = urlsplit(text)
        has_port = parts.port != 0
    except ValueError:
        return False
    known = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    return known and has_port and " " not in text and text.isprintable() and not parts.username
