"""Calendar entries, read back as a calendar reads them."""

import dataclasses
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from formserver.mail import calendar
from formserver.mail.calendar import Event
from formserver.mail.characters import UnsendableError
from formserver.mail.placeholders import LINK

OSLO = ZoneInfo("Europe/Oslo")
EVENT = Event(
    uid="dialog-14@formserver.test",
    sequence=2,
    stamp=datetime(2027, 3, 1, 9, 30, tzinfo=UTC),
    start=datetime(2027, 4, 15, 8, 0, tzinfo=UTC),
    end=datetime(2027, 4, 15, 14, 30, tzinfo=OSLO),
    summary="Mulighetsdialog i Fossedal; ønsker, problemer",
    location="Samfunnshuset, Storgata 1\\2. etasje",
    description='Kaffe fra kl. 09.30.\nTa med "gode" idéer – ' + "čđŋšŧž " * 40,
    organiser_name="Hansen, Kari: leder; plan",
    organiser_address="kari@kommune.test",
    sent_by="dialog@formserver.test",
)


def read(text: str) -> tuple[icalendar.Calendar, icalendar.Event]:
    found = icalendar.Calendar.from_ical(text)
    (event,) = found.walk("VEVENT")
    return found, event


def test_an_invitation_says_when_where_what_and_who() -> None:
    found, event = read(calendar.request(EVENT, "Berit Brev", "berit@agency.test"))

    assert found["METHOD"] == "REQUEST"
    assert (event.start, event.end) == (datetime(2027, 4, 15, 10, 0, tzinfo=OSLO), EVENT.end)
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (EVENT.uid, 2, "CONFIRMED")
    assert (event["SUMMARY"], event["LOCATION"]) == (EVENT.summary, EVENT.location)
    assert event["DESCRIPTION"] == EVENT.description
    assert event["DTSTAMP"].dt == EVENT.stamp


def test_the_organiser_is_a_person_and_the_service_sends_for_that_person() -> None:
    _, event = read(calendar.request(EVENT, "Berit Brev", "berit@agency.test"))

    organiser = event["ORGANIZER"]
    assert organiser == "mailto:kari@kommune.test"
    assert dict(organiser.params) == {"CN": EVENT.organiser_name, "SENT-BY": "mailto:dialog@formserver.test"}


def test_an_organiser_who_sends_herself_is_told_once() -> None:
    own = dataclasses.replace(EVENT, sent_by=EVENT.organiser_address)

    _, event = read(calendar.request(own, "Berit Brev", "berit@agency.test"))

    assert "SENT-BY" not in event["ORGANIZER"].params


def test_the_recipient_alone_is_invited_and_asked_for_no_reply_by_mail() -> None:
    _, event = read(calendar.request(EVENT, 'Berit "Bia" Brev', "berit@agency.test"))

    attendee = event["ATTENDEE"]
    assert attendee == "mailto:berit@agency.test"
    assert (attendee.params["CN"], attendee.params["RSVP"]) == ("Berit 'Bia' Brev", "FALSE")


def test_a_cancellation_takes_the_same_meeting_away() -> None:
    found, event = read(calendar.cancel(EVENT, "Berit Brev", "berit@agency.test"))

    assert (found["METHOD"], event["STATUS"], event["UID"]) == ("CANCEL", "CANCELLED", EVENT.uid)


@pytest.mark.parametrize("day", ["2027-03-27", "2027-03-29", "2031-10-25", "2031-10-27"])
def test_the_time_zone_that_is_told_agrees_with_oslo(day: str) -> None:
    start = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=OSLO)
    event = dataclasses.replace(EVENT, start=start, end=start + timedelta(hours=2))

    found, _ = read(calendar.request(event, "Berit Brev", "berit@agency.test"))

    (zone,) = found.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Oslo"
    told = zone.to_tz(lookup_tzid=False)
    assert start.replace(tzinfo=told).utcoffset() == start.utcoffset()


def test_lines_are_as_short_as_calendars_want_them() -> None:
    text = calendar.request(EVENT, "Berit Brev", "berit@agency.test")

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "\n" not in text.replace("\r\n", "")


def test_an_empty_place_or_description_is_left_out() -> None:
    bare = dataclasses.replace(EVENT, location="", description="")

    _, event = read(calendar.request(bare, "", "berit@agency.test"))

    assert {"LOCATION", "DESCRIPTION"}.isdisjoint(event)
    assert "CN" not in event["ATTENDEE"].params


@pytest.mark.parametrize(
    "field", ["summary", "location", "description", "uid", "organiser_name", "organiser_address"]
)
def test_no_mark_of_a_link_and_no_line_of_its_own_comes_into_an_entry(field: str) -> None:
    for typed in (f"Se {LINK}", "x\rATTENDEE:mailto:odd@nowhere.test", "x\x00"):
        with pytest.raises(UnsendableError):
            calendar.request(dataclasses.replace(EVENT, **{field: typed}), "Berit Brev", "berit@agency.test")


@pytest.mark.parametrize(
    "person", [("Berit\r\nX:y", "berit@agency.test"), ("Berit", "berit@agency.test\r\nX:y")]
)
def test_nobody_invited_adds_a_line(person: tuple[str, str]) -> None:
    with pytest.raises(UnsendableError):
        calendar.request(EVENT, *person)


def test_a_time_without_a_zone_is_refused() -> None:
    naive = dataclasses.replace(EVENT, start=datetime(2027, 4, 15, 10))  # noqa: DTZ001 - on purpose

    with pytest.raises(ValueError, match="no time zone"):
        calendar.request(naive, "Berit Brev", "berit@agency.test")
