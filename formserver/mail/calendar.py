"""Write a meeting as a calendar entry that mail programs take in, change and take away (RFC 5545, 5546).

An entry is copied to assistants and shared calendars, so it never carries a personal link.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from formserver.mail.characters import refuse_steering, refuse_steering_but_lines

if TYPE_CHECKING:
    import icalendar  # takes a tenth of a second, so it is imported where an entry is written

OSLO = ZoneInfo("Europe/Oslo")
PRODUCT = "-//formserver//mail//NO"

# As a rule rather than a list of years: what Outlook writes itself, and right for as long as the law is.
_OSLO_RULE = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True, kw_only=True)
class Event:
    """What the entry tells. Times are aware; they are shown in Europe/Oslo.

    `uid` is the same for the life of the meeting, `sequence` rises with every change of time or place,
    `stamp` is when this version was made. `sent_by` is where the mail comes from, if not from the organiser.
    """

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    location: str
    description: str
    organiser_name: str
    organiser_address: str
    sent_by: str = ""


def request(event: Event, attendee_name: str, attendee_address: str) -> str:
    """Give the entry that invites or tells of a change, for an envelope's `calendar` with "REQUEST".

    Raises UnsendableError for control characters, so for a mark of a link too; ValueError for a naive time.
    """
    return _entry(event, _attendee(attendee_name, attendee_address), method="REQUEST", status="CONFIRMED")


def cancel(event: Event, attendee_name: str, attendee_address: str) -> str:
    """Give the entry that takes the meeting away, to go with "CANCEL". Raises as `request` does."""
    return _entry(event, _attendee(attendee_name, attendee_address), method="CANCEL", status="CANCELLED")


def _entry(event: Event, attendee: "icalendar.vCalAddress", *, method: str, status: str) -> str:
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(icalendar.Timezone.from_ical(_OSLO_RULE))
    calendar.add_component(_component(event, attendee, status))
    return bytes(calendar.to_ical()).decode()


def _component(event: Event, attendee: "icalendar.vCalAddress", status: str) -> "icalendar.Event":
    import icalendar

    component = icalendar.Event()
    component.add("uid", refuse_steering("UID", event.uid))
    component.add("sequence", event.sequence)
    component.add("dtstamp", _aware(event.stamp).astimezone(UTC))
    component.add("dtstart", _aware(event.start).astimezone(OSLO))
    component.add("dtend", _aware(event.end).astimezone(OSLO))
    component.add("summary", refuse_steering("summary", event.summary))
    if event.location:
        component.add("location", refuse_steering("location", event.location))
    if event.description:
        component.add("description", refuse_steering_but_lines("description", event.description))
    component.add("organizer", _organiser(event))
    component.add("attendee", attendee)
    component.add("status", status)
    component.add("transp", "OPAQUE")
    return component


def _organiser(event: Event) -> "icalendar.vCalAddress":
    organiser = _address(event.organiser_name, event.organiser_address)
    if event.sent_by and event.sent_by != event.organiser_address:
        organiser.params["SENT-BY"] = f"mailto:{refuse_steering('sender', event.sent_by)}"
    return organiser


def _attendee(name: str, address: str) -> "icalendar.vCalAddress":
    """Give who is invited. No reply is asked for by mail: the answer is given on the page behind the link."""
    attendee = _address(name, address)
    attendee.params["CUTYPE"] = "INDIVIDUAL"
    attendee.params["ROLE"] = "REQ-PARTICIPANT"
    attendee.params["PARTSTAT"] = "NEEDS-ACTION"
    attendee.params["RSVP"] = "FALSE"
    return attendee


def _address(name: str, address: str) -> "icalendar.vCalAddress":
    import icalendar

    found = icalendar.vCalAddress(f"mailto:{refuse_steering('address', address)}")
    if name:
        # Outlook shows the escape for a double quote (RFC 6868) as it is.
        found.params["CN"] = refuse_steering("name", name).replace('"', "'")
    return found


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment
