from datetime import UTC, datetime, timedelta

import pytest

from formserver import definitions
from formserver.config.settings import DOC_TEMPLATES
from formserver.demo import stages
from formserver.domain import deadlines, workdays

FIVE_YEARS = [datetime(2026, 1, 1, 3, 30, tzinfo=UTC) + timedelta(hours=61 * count) for count in range(718)]


@pytest.fixture(scope="module")
def process():
    return definitions.load(DOC_TEMPLATES / "mulighetsdialog").process


@pytest.mark.parametrize("stage", [stages.while_planned, stages.while_answering, stages.after_answers])
def test_at_any_time_there_is_a_working_day_ahead_to_meet_on(process, stage):
    for now in FIVE_YEARS:
        day = stage(process, now)

        assert day > now.date()
        assert not workdays.day_off(day)


def test_a_planned_dialog_has_all_its_deadlines_ahead(process):
    for now in FIVE_YEARS:
        due = deadlines.deadlines(process, stages.while_planned(process, now)).values()

        assert min(one.at for one in due) > now + timedelta(days=30)


def test_while_answers_are_awaited_what_they_answer_is_due_and_some_days_are_left(process):
    for now in FIVE_YEARS:
        due = deadlines.deadlines(process, stages.while_answering(process, now))

        assert due["note"].at < now < due["response"].at - timedelta(days=5)


def test_after_the_answers_nothing_is_waited_for_but_at_most_the_packet(process):
    late = 0
    for now in FIVE_YEARS:
        due = deadlines.deadlines(process, stages.after_answers(process, now))

        assert due["response"].at < now
        late += due["packet"].at >= now
    assert late < len(FIVE_YEARS) / 5
