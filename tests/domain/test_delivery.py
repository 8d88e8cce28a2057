"""What became of a letter, and when it is tried again."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from formserver.domain import delivery
from formserver.domain.delivery import Reason, Refused, State

NOW = datetime(2027, 4, 9, 7, 0, tzinfo=UTC)
EARLIER = NOW - timedelta(minutes=5)
LATER = NOW + timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The facts of a letter, none of which has happened."""

    attempts: int = 0
    claimed_until: datetime | None = None
    held_at: datetime | None = None
    stopped_at: datetime | None = None
    sent_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str = ""


def test_a_letter_is_tried_six_times_with_growing_delay_and_then_given_up() -> None:
    delays = [delivery.next_try(attempts, NOW) for attempts in range(1, 8)]

    minutes = [when and (when - NOW) / timedelta(minutes=1) for when in delays]
    assert minutes == [1, 5, 30, 120, 720, None, None]


@pytest.mark.parametrize("code", [None, 421, 450, 451, 452, 454, 471, 499, 530, 534, 535, 538])
def test_what_may_pass_is_worth_retrying(code: int | None) -> None:
    assert delivery.worth_retrying(code)


@pytest.mark.parametrize("code", [500, 521, 541, 550, 551, 552, 553, 554, 571])
def test_what_is_refused_for_good_is_not(code: int) -> None:
    assert not delivery.worth_retrying(code)


@pytest.mark.parametrize(
    ("code", "text", "reason"),
    [
        (550, "5.1.1 <per@example.no>: Recipient address rejected: User unknown", Reason.NO_ADDRESS),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP", Reason.NO_ADDRESS),
        (550, "5.4.1 Recipient address rejected: Access denied. [DB3PR]", Reason.NO_ADDRESS),
        (550, "5.2.1 The email account that you tried to reach is disabled", Reason.NO_ADDRESS),
        (550, "No such user here", Reason.NO_ADDRESS),
        (550, "user unknown", Reason.NO_ADDRESS),
        (553, "sorry, this recipient doesn't exist here", Reason.NO_ADDRESS),
        (552, "5.2.2 Over quota", Reason.MAILBOX_FULL),
        (452, "4.2.2 The email account that you tried to reach is over quota", Reason.MAILBOX_FULL),
        (452, "Requested action not taken", Reason.MAILBOX_FULL),
        (554, "mailbox is full", Reason.MAILBOX_FULL),
        (452, "4.3.1 Insufficient system storage", Reason.TEMPORARY),
        (452, "Requested action not taken: insufficient system storage", Reason.TEMPORARY),
        (452, "4.5.3 Too many recipients", Reason.TEMPORARY),
        (450, "4.1.1 Greylisted, user unknown as yet", Reason.TEMPORARY),
        (535, "5.7.8 Authentication credentials invalid", Reason.TEMPORARY),
        (None, "timed out", Reason.TEMPORARY),
        (550, "5.7.1 Message rejected due to local policy", Reason.REFUSED),
        (552, "5.3.4 Message size exceeds fixed limit", Reason.REFUSED),
        (552, "Message size exceeds fixed maximum", Reason.REFUSED),
        (554, "5.7.1 Service unavailable; client host [192.0.2.1] blocked", Reason.REFUSED),
    ],
)
def test_a_refusal_is_classified_by_what_a_person_can_do(code: int | None, text: str, reason: Reason) -> None:
    assert delivery.reason(code, text) == reason


def test_a_letter_never_offered_says_nothing_of_its_reader() -> None:
    outcome = Refused(code=550, text="5.1.1 unknown user", permanent=False, reached=False)

    assert outcome.reason == Reason.TEMPORARY


def test_a_letter_that_could_not_be_built_is_refused_for_good() -> None:
    assert Refused(code=None, text="Subject: character U+000A", permanent=True).reason == Reason.REFUSED


@pytest.mark.parametrize(
    ("letter", "state"),
    [
        (Letter(), State.WAITING),
        (Letter(held_at=EARLIER), State.HELD),
        (Letter(attempts=1, claimed_until=LATER), State.SENDING),
        (Letter(attempts=1, claimed_until=EARLIER), State.RETRYING),
        (Letter(attempts=2, failure="temporary"), State.RETRYING),
        (Letter(attempts=1, sent_at=NOW), State.ACCEPTED),
        (Letter(held_at=EARLIER, stopped_at=NOW), State.STOPPED),
        (Letter(attempts=1, failed_at=NOW, failure="no_address"), State.NO_ADDRESS),
        (Letter(attempts=6, failed_at=NOW, failure="mailbox_full"), State.MAILBOX_FULL),
        (Letter(attempts=1, failed_at=NOW, failure="refused"), State.REFUSED),
        (Letter(attempts=6, failed_at=NOW, failure="temporary"), State.GIVEN_UP),
        (Letter(attempts=6, failed_at=NOW), State.GIVEN_UP),
    ],
)
def test_the_state_of_a_letter_follows_from_its_facts(letter: Letter, state: State) -> None:
    assert delivery.state(letter, NOW) == state
