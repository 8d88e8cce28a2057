"""Forms filled in: drafts, two texts, items, attachments, submitting, correcting and reopening."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from formserver.domain.completeness import Lack
from formserver.domain.content import AttachmentKind
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Submission
from formserver.domain.progress import FormState
from formserver.domain.refusals import (
    DialogCancelled,
    FileRefused,
    FormLocked,
    Incomplete,
    MeetingPast,
    NotFound,
    NothingAsked,
    NothingChanged,
    StaleAnswer,
)
from formserver.storage import answers, database
from formserver.usecases import (
    accounts,
    attach,
    change_items,
    change_parties,
    discard_correction,
    move_meeting,
    read_form,
    reopen_form,
    save_draft,
    say_nothing,
    submit_form,
)
from formserver.usecases.accounts import NewAccount
from formserver.usecases.actors import Writer
from formserver.usecases.form_page import FormPage
from formserver.usecases.save_draft import Entry, SaveOutcome
from tests.usecases.house import ITEM, NOTE, RESPONSE, House, contact


def _page(house: House, writer: Writer, form: str = NOTE) -> FormPage:
    return read_form.read_form(house.tools, writer, form)


def _save(house: House, writer: Writer, key: str, value: Any, version: int) -> SaveOutcome:
    return save_draft.save_draft(house.tools, writer, NOTE, None, {key: Entry(value, version)})


def _nils(house: House) -> Writer:
    """Nils writes with Kari at the host."""
    house.add_contact(house.host, "Nils")
    kari = house.kari
    nils = house.host.contacts[-1]
    return Writer(
        actor=type(kari.actor)(name="Nils", contact_id=nils.id),
        dialog_id=kari.dialog_id,
        party_id=kari.party_id,
    )


def test_a_draft_is_there_again_with_time_and_name(house: House) -> None:
    house.invited()

    outcome = _save(house, house.kari, "summary", "Kort", 0)

    saved = _page(house, house.kari).draft.fields["summary"]
    assert (saved.value, saved.version, saved.by, saved.at) == ("Kort", 1, "Kari", house.clock.now)
    assert outcome.versions == {"summary": 1}
    assert _page(house, house.kari).state is FormState.BEGUN


def test_saving_the_same_text_again_makes_no_new_version(house: House) -> None:
    house.invited()
    _save(house, house.kari, "summary", "Kort", 0)

    assert _save(house, house.kari, "summary", "Kort", 1).versions == {"summary": 1}


def test_two_writers_of_one_field_lose_no_text(house: House) -> None:
    nils = _nils(house.invited())
    _save(house, house.kari, "summary", "Felles", 0)
    _save(house, house.kari, "summary", "Karis tekst", 1)

    outcome = _save(house, nils, "summary", "Nils sin tekst", 1)

    page = _page(house, house.kari)
    assert page.draft.fields["summary"].value == "Karis tekst"
    assert [(one.mine, one.mine_by) for one in page.conflicts] == [("Nils sin tekst", "Nils")]
    assert outcome.conflicts == page.conflicts
    texts = read_form.two_texts(house.tools, nils, NOTE, page.conflicts[0].id)
    assert (texts.conflict.mine, texts.theirs.value, texts.before) == (
        "Nils sin tekst",
        "Karis tekst",
        "Felles",
    )


def test_who_did_not_touch_a_field_does_not_undo_the_other_s_text(house: House) -> None:
    nils = _nils(house.invited())
    _save(house, house.kari, "summary", "Felles", 0)
    _save(house, house.kari, "summary", "Karis tekst", 1)

    outcome = _save(house, nils, "summary", "Felles", 1)

    assert outcome.conflicts == ()
    assert _page(house, nils).draft.fields["summary"].value == "Karis tekst"


def test_two_texts_of_a_field_that_the_process_has_lost_are_not_found(house: House) -> None:
    house.invited()
    _save(house, house.kari, "summary", "Kort", 0)
    desk = read_form.read_form(house.tools, house.kari, NOTE).desk
    assert desk is not None
    with database.writing():
        conflict = answers.keep_conflict(desk.id, None, "gone", "Nils", 0, "Nils", house.clock.now)

    with pytest.raises(NotFound):
        read_form.two_texts(house.tools, house.kari, NOTE, conflict)


def test_two_texts_are_settled_by_choice_and_gone_afterwards(house: House) -> None:
    nils = _nils(house.invited())
    _save(house, house.kari, "summary", "Karis tekst", 0)
    conflict = _save(house, nils, "summary", "Nils sin tekst", 0).conflicts[0]

    save_draft.settle_conflict(house.tools, nils, NOTE, conflict.id, Entry("Begge tekstene", 1))

    page = _page(house, house.kari)
    assert (page.draft.fields["summary"].value, page.conflicts) == ("Begge tekstene", ())
    with pytest.raises(NotFound):
        read_form.two_texts(house.tools, nils, NOTE, conflict.id)


def test_a_text_that_changed_again_is_not_overwritten_by_the_choice(house: House) -> None:
    nils = _nils(house.invited())
    _save(house, house.kari, "summary", "Karis tekst", 0)
    conflict = _save(house, nils, "summary", "Nils sin tekst", 0).conflicts[0]
    _save(house, house.kari, "summary", "Enda en", 1)

    with pytest.raises(StaleAnswer):
        save_draft.settle_conflict(house.tools, nils, NOTE, conflict.id, Entry("Begge", 1))
    with pytest.raises(NotFound):
        save_draft.settle_conflict(house.tools, nils, NOTE, 999, Entry("Begge", 1))


def test_a_field_that_is_not_asked_is_not_stored(house: House) -> None:
    house.invited()

    with pytest.raises(NotFound):
        _save(house, house.kari, "ikke_spurt", "x", 0)


def test_a_form_of_another_party_or_another_kind_is_not_found(house: House) -> None:
    house.asked()

    for writer, form in ((house.kari, RESPONSE), (house.writer(house.county), NOTE), (house.kari, "nothing")):
        with pytest.raises(NotFound):
            _page(house, writer, form)


def test_the_organiser_writes_the_hosts_form_from_the_board(house: House) -> None:
    house.invited()
    from_board = Writer(actor=house.actor, dialog_id=house.dialog_id, party_id=None)

    _save(house, from_board, "summary", "Fra tavla", 0)

    assert _page(house, house.kari).draft.fields["summary"].by == "Ada"


def test_items_are_added_moved_and_removed(house: House) -> None:
    house.invited()
    first = house.write_note({str(house.county.id): "Kan dere?"})
    second = change_items.add_item(house.tools, house.kari, NOTE, 1)

    change_items.move_item(house.tools, house.kari, NOTE, second, -1)
    assert [item.id for item in _page(house, house.kari).items] == [second, first]

    change_items.remove_item(house.tools, house.kari, NOTE, second)
    page = _page(house, house.kari)
    assert [(item.id, item.shown_number, item.title, item.done) for item in page.items] == [
        (first, "1.1", "Boliger", True)
    ]


def test_items_stand_only_under_themes_of_the_dialog_and_in_forms_that_ask(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)

    with pytest.raises(NotFound):
        change_items.add_item(house.tools, house.kari, NOTE, 99)
    for change in (
        lambda: change_items.add_item(house.tools, berit, RESPONSE, 1),
        lambda: change_items.remove_item(house.tools, berit, RESPONSE, house.items[0]),
        lambda: change_items.move_item(house.tools, berit, RESPONSE, house.items[0], 1),
    ):
        with pytest.raises(NotFound):
            change()


def test_attachments_of_three_kinds(house: House) -> None:
    house.invited()

    attach.attach_file(house.tools, house.kari, NOTE, "Kart.pdf", b"%PDF-1.7 kart", "")
    attach.attach_address(house.tools, house.kari, NOTE, "", "https://example.no/kart")
    last = attach.announce(house.tools, house.kari, NOTE, "Taushetsbelagt notat")
    attach.remove_attachment(house.tools, house.kari, NOTE, last)
    attach.announce(house.tools, house.kari, NOTE, "Taushetsbelagt notat")

    found = [(one.kind, one.title, one.size) for one in _page(house, house.kari).draft.attachments]
    assert found == [
        (AttachmentKind.FILE, "Kart", 13),
        (AttachmentKind.ADDRESS, "https://example.no/kart", 0),
        (AttachmentKind.OTHER_CHANNEL, "Taushetsbelagt notat", 0),
    ]


def test_an_attachment_that_is_empty_too_big_or_one_too_many_is_refused(house: House) -> None:
    house.invited()
    limit = house.tools.settings.upload_limit_bytes
    whys = []
    for _ in range(house.tools.settings.upload_count):
        attach.announce(house.tools, house.kari, NOTE, "Notat")

    for content in (b"", b"x" * (limit + 1), b"x"):
        with pytest.raises(FileRefused) as refused:
            attach.attach_file(house.tools, house.kari, NOTE, "a.pdf", content, "")
        whys.append(refused.value.facts["why"])

    assert whys == ["empty", "size", "count"]


def test_an_attachment_is_read_by_its_own_party_and_by_others_once_it_is_shown(house: House) -> None:
    house.invited()
    attachment_id = attach.attach_file(house.tools, house.kari, NOTE, "Kart.pdf", b"kart", "")
    berit = house.visitor(house.county)

    assert attach.read_attachment(house.tools, house.visitor(house.host), attachment_id)[1] == b"kart"
    assert attach.read_attachment(house.tools, house.ada, attachment_id)[1] == b"kart"
    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, berit, attachment_id)
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    assert attach.read_attachment(house.tools, berit, attachment_id)[1] == b"kart"


def test_the_attachment_of_an_answer_is_hidden_until_the_packet(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    attachment_id = attach.attach_file(house.tools, berit, RESPONSE, "Svar.pdf", b"svar", "")
    house.answer(house.county)

    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, house.visitor(house.governor), attachment_id)
    house.clock.turn_to(datetime(2027, 4, 9, 9, tzinfo=OSLO))
    house.work()
    assert attach.read_attachment(house.tools, house.visitor(house.governor), attachment_id)[1] == b"svar"


def test_what_is_only_named_cannot_be_fetched(house: House) -> None:
    house.invited()
    attachment_id = attach.announce(house.tools, house.kari, NOTE, "Notat")

    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, house.ada, attachment_id)


def test_an_incomplete_form_says_everything_it_lacks_and_stays_a_draft(house: House) -> None:
    house.invited()
    _save(house, house.kari, "contact", "Kari", 0)

    with pytest.raises(Incomplete) as refused:
        submit_form.submit_form(house.tools, house.kari, NOTE)

    lacks = submit_form.check(house.tools, house.kari, NOTE).lacks
    assert refused.value.facts["lacks"] == lacks
    assert [one.lack for one in lacks] == [Lack.REQUIRED, Lack.NO_ITEMS]
    assert _page(house, house.kari).submission is None


def test_submitting_freezes_a_numbered_copy_with_a_receipt(house: House) -> None:
    house.asked()

    page = _page(house, house.kari)

    assert page.submission is not None
    assert (page.submission.number, page.submission.receipt, page.submission.by) == (1, "2027-0001", "Kari")
    assert page.submission.asked == {house.county.id: 1, house.governor.id: 1}
    assert page.submitted is not None
    assert [item.number for item in page.submitted.items] == ["1.1"]
    assert page.state is FormState.SUBMITTED


def test_the_same_content_is_not_submitted_twice(house: House) -> None:
    house.asked()

    with pytest.raises(NothingChanged):
        submit_form.submit_form(house.tools, house.kari, NOTE)


def test_a_correction_keeps_the_earlier_version_and_the_item_s_identity(house: House) -> None:
    house.asked()
    house.clock.advance(timedelta(days=1))
    house.write(house.kari, NOTE, house.items[0], background="Nå er det færre")
    assert _page(house, house.kari).state is FormState.CORRECTING

    second = submit_form.submit_form(house.tools, house.kari, NOTE)

    _, first, content = read_form.read_version(house.tools, house.kari, NOTE, 1)
    assert (second.number, first.number, content.items[0].value("background")) == (2, 1, "Få")
    assert _page(house, house.kari).items[0].id == house.items[0]
    with pytest.raises(NotFound):
        read_form.read_version(house.tools, house.kari, NOTE, 3)


def test_the_number_of_a_removed_item_is_never_used_again(house: House) -> None:
    house.asked()
    change_items.remove_item(house.tools, house.kari, NOTE, house.items[0])
    house.clock.advance(timedelta(hours=1))
    house.write_note({str(house.county.id): "Noe annet?"})

    submit_form.submit_form(house.tools, house.kari, NOTE)

    assert [item.number for item in _page(house, house.kari).items] == ["1.2"]


def test_those_answering_see_what_was_corrected_since_they_wrote(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Vårt svar")
    house.clock.advance(timedelta(days=1))
    house.write(house.kari, NOTE, house.items[0], background="Nå er det færre")
    submit_form.submit_form(house.tools, house.kari, NOTE)

    item = _page(house, berit, RESPONSE).items[0]

    assert [(one.field.key, one.old, one.new) for one in item.changes] == [
        ("background", "Få", "Nå er det færre")
    ]
    assert item.fields["assessment"].value == "Vårt svar"
    house.clock.advance(timedelta(minutes=1))
    house.write(berit, RESPONSE, house.items[0], assessment="Vårt nye svar")
    assert _page(house, berit, RESPONSE).items[0].changes == ()


def test_an_answer_to_an_item_that_was_taken_out_stays_on_record(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], status="mulig", assessment="Vårt svar")
    house.clock.advance(timedelta(days=1))
    house.write_note({str(house.county.id): "Noe annet?"})
    change_items.remove_item(house.tools, house.kari, NOTE, house.items[0])
    submit_form.submit_form(house.tools, house.kari, NOTE)

    standing, removed = _page(house, berit, RESPONSE).items

    assert (standing.removed, removed.removed, removed.shown_number, removed.title) == (
        False,
        True,
        "1.1",
        "Boliger",
    )
    assert removed.fields["assessment"].value == "Vårt svar"


def test_discarding_a_correction_brings_everything_back(house: House) -> None:
    house.asked()
    stood = _page(house, house.kari).submitted
    house.clock.advance(timedelta(hours=1))
    attach.announce(house.tools, house.kari, NOTE, "Ettersendes")
    house.write(house.kari, NOTE, None, summary="Noe annet", approved_by="Ola")
    new = change_items.add_item(house.tools, house.kari, NOTE, 1)
    house.write(house.kari, NOTE, new, **ITEM)
    change_items.remove_item(house.tools, house.kari, NOTE, house.items[0])

    discard_correction.discard_correction(house.tools, house.kari, NOTE)

    assert not submit_form.check(house.tools, house.kari, NOTE).changed
    assert _page(house, house.kari).state is FormState.SUBMITTED
    assert stood is not None
    assert [item.id for item in _page(house, house.kari).items] == [item.id for item in stood.items]


def test_a_removed_attachment_comes_back_with_the_discarded_correction(house: House) -> None:
    house.invited()
    attachment_id = attach.announce(house.tools, house.kari, NOTE, "Ettersendes")
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    attach.remove_attachment(house.tools, house.kari, NOTE, attachment_id)

    discard_correction.discard_correction(house.tools, house.kari, NOTE)

    assert [one.id for one in _page(house, house.kari).draft.attachments] == [attachment_id]


def test_an_answering_correction_is_discarded_too(house: House) -> None:
    house.asked()
    house.answer(house.county)
    berit = house.writer(house.county)
    house.clock.advance(timedelta(hours=1))
    house.write(berit, RESPONSE, house.items[0], assessment="Angrer")

    discard_correction.discard_correction(house.tools, berit, RESPONSE)

    assert _page(house, berit, RESPONSE).items[0].fields["assessment"].value == "Ja"


def test_what_was_never_submitted_cannot_be_discarded(house: House) -> None:
    house.invited()
    _save(house, house.kari, "summary", "Kort", 0)

    with pytest.raises(NothingChanged):
        discard_correction.discard_correction(house.tools, house.kari, NOTE)


def test_after_the_deadline_a_submitted_form_is_locked(house: House) -> None:
    house.asked()
    kari = house.kari
    house.clock.turn_to(datetime(2027, 3, 24, 12, 1, tzinfo=OSLO))

    with pytest.raises(FormLocked):
        _save(house, kari, "summary", "For sent", 10_000)
    assert _page(house, kari).draft.fields["summary"].value == "Kort"


def test_a_form_that_is_late_can_still_be_submitted_once(house: House) -> None:
    house.invited()
    house.clock.turn_to(datetime(2027, 3, 25, 12, tzinfo=OSLO))
    house.write_note({str(house.county.id): "Kan dere?"})

    assert submit_form.check(house.tools, house.kari, NOTE).late
    submit_form.submit_form(house.tools, house.kari, NOTE)
    with pytest.raises(FormLocked):
        _save(house, house.kari, "summary", "Mer", 10_000)


def test_the_organiser_opens_a_locked_form_with_a_reason(house: House) -> None:
    house.asked()
    now = datetime(2027, 3, 25, 12, tzinfo=OSLO)
    house.clock.turn_to(now)
    sheet = house.dialog.asking_sheet
    assert sheet is not None

    reopen_form.reopen_form(
        house.tools, house.actor, house.dialog_id, sheet.id, reason="Feil tall", until=now + timedelta(days=1)
    )

    assert _page(house, house.kari).state is FormState.REOPENED
    letter = house.letters("form_reopened")[0]
    assert (letter.recipient_name, "Feil tall" in letter.text) == ("Kari", True)
    house.write(house.kari, NOTE, None, summary="Rettet")
    assert submit_form.submit_form(house.tools, house.kari, NOTE).number == 2


def test_only_a_submitted_form_of_this_dialog_is_opened_and_only_ahead_in_time(house: House) -> None:
    house.invited()
    _save(house, house.kari, "summary", "Kort", 0)
    sheet = house.dialog.asking_sheet
    assert sheet is not None
    later = house.clock.now + timedelta(days=1)

    def reopen(sheet_id: int, until: datetime) -> None:
        reopen_form.reopen_form(
            house.tools, house.actor, house.dialog_id, sheet_id, reason="Feil", until=until
        )

    with pytest.raises(NothingChanged):
        reopen(sheet.id, later)
    with pytest.raises(NotFound):
        reopen(999, later)
    house.write_note({str(house.county.id): "Kan dere?"})
    submit_form.submit_form(house.tools, house.kari, NOTE)
    with pytest.raises(MeetingPast):
        reopen(sheet.id, house.clock.now)
    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "")
    with pytest.raises(DialogCancelled):
        reopen(sheet.id, later)


def test_reopening_an_answer_tells_that_party_alone(house: House) -> None:
    house.asked()
    house.answer(house.county)
    sheet = next(one for one in house.dialog.sheets if one.party_id == house.county.id)

    reopen_form.reopen_form(
        house.tools,
        house.actor,
        house.dialog_id,
        sheet.id,
        reason="Mangler et punkt",
        until=house.clock.now + timedelta(days=200),
    )

    assert [letter.recipient_name for letter in house.letters("form_reopened")] == ["Berit"]


def test_an_answer_waits_for_the_questions(house: House) -> None:
    house.invited()

    with pytest.raises(NothingAsked):
        house.write(house.writer(house.county), RESPONSE, None, contact="Berit")


def test_an_answering_page_shows_question_and_what_is_asked(house: House) -> None:
    house.asked(also_governor=False)

    asked = _page(house, house.writer(house.county), RESPONSE)
    not_asked = _page(house, house.writer(house.governor), RESPONSE)

    assert (asked.asked_count, asked.items[0].question, asked.items[0].title) == (1, "Kan dere?", "Boliger")
    assert (not_asked.asked_count, not_asked.items[0].is_asked) == (0, False)
    assert asked.items[0].asked is not None
    assert asked.items[0].asked.value("background") == "Få"


def test_an_answer_nobody_asked_for_can_be_given(house: House) -> None:
    house.asked(also_governor=False)

    house.answer(house.governor)

    page = _page(house, house.writer(house.governor), RESPONSE)
    assert page.submitted is not None
    assert [item.number for item in page.submitted.items] == ["1.1"]


def test_nothing_to_add_to_everything_is_submitted_at_once(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Et utkast")

    submission = say_nothing.to_all(house.tools, berit, RESPONSE)

    page = _page(house, berit, RESPONSE)
    assert submission.silent
    assert page.submitted is not None
    assert page.submitted.items[0].values == {"status": "ingen_innspill"}
    assert page.items[0].fields["assessment"].value == "Et utkast"


def test_nothing_to_add_to_one_item_can_be_taken_back(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)

    say_nothing.to_item(house.tools, berit, RESPONSE, house.items[0])
    assert _page(house, berit, RESPONSE).items[0].silent

    say_nothing.take_back(house.tools, berit, RESPONSE, house.items[0])
    item = _page(house, berit, RESPONSE).items[0]
    assert (item.silent, item.begun) == (False, False)
    say_nothing.take_back(house.tools, berit, RESPONSE, house.items[0])


def test_a_form_without_a_silent_answer_knows_no_silence(house: House) -> None:
    house.invited()
    house.write_note({str(house.county.id): "Kan dere?"})

    with pytest.raises(NotFound):
        say_nothing.to_item(house.tools, house.kari, NOTE, house.items[0])


def _registering(house: House) -> Writer:
    return Writer(actor=house.actor, dialog_id=house.dialog_id, party_id=house.county.id, on_behalf=True)


def _register(house: House) -> Submission:
    """Ada registers an answer that came by e-mail."""
    house.write(_registering(house), RESPONSE, None, contact="Berit")
    house.write(_registering(house), RESPONSE, house.items[0], status="mulig", assessment="Kom på e-post")
    return submit_form.submit_form(house.tools, _registering(house), RESPONSE)


def test_an_answer_registered_by_the_organiser_is_marked_so(house: House) -> None:
    house.asked()

    submission = _register(house)
    house.work()

    assert (submission.on_behalf, submission.by) == (True, "Ada")
    assert [letter.recipient_name for letter in house.letters("response_registered")] == ["Berit"]
    assert house.letters("response_receipt") == []


def test_the_organiser_never_sees_the_draft_of_a_party(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Vårt indre utkast")
    attachment_id = attach.announce(house.tools, berit, RESPONSE, "Internt")
    assert _page(house, berit, RESPONSE).items[0].begun

    page = _page(house, _registering(house), RESPONSE)

    assert (page.state, page.draft.attachments) == (FormState.NEW, ())
    assert page.items[0].fields == {}
    with pytest.raises(NotFound):
        attach.remove_attachment(house.tools, _registering(house), RESPONSE, attachment_id)


def test_the_organiser_cannot_fetch_a_file_from_a_draft(house: House) -> None:
    house.asked()
    attachment_id = attach.attach_file(
        house.tools, house.writer(house.county), RESPONSE, "Internt.pdf", b"internt", ""
    )

    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, house.ada, attachment_id)
    house.answer(house.county)
    assert attach.read_attachment(house.tools, house.ada, attachment_id)[1] == b"internt"


def test_a_file_that_is_to_be_registered_is_the_partys_once_it_is_registered(house: House) -> None:
    house.asked()
    attachment_id = attach.attach_file(
        house.tools, _registering(house), RESPONSE, "Kladd.pdf", b"fra en e-post", ""
    )

    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, house.visitor(house.county), attachment_id)
    _register(house)
    assert (
        attach.read_attachment(house.tools, house.visitor(house.county), attachment_id)[1] == b"fra en e-post"
    )


def test_a_stranger_with_an_account_fetches_nothing(house: House) -> None:
    house.invited()
    attachment_id = attach.attach_file(house.tools, house.kari, NOTE, "Kart.pdf", b"kart", "")
    odd = accounts.add_account(house.tools, house.actor, NewAccount(email="odd@example.no"))

    with pytest.raises(NotFound):
        attach.read_attachment(house.tools, odd, attachment_id)


def test_a_party_can_correct_what_was_registered_for_it(house: House) -> None:
    house.asked()
    _register(house)
    berit = house.writer(house.county)
    page = _page(house, berit, RESPONSE)
    assert (page.state, page.items[0].fields["assessment"].value) == (FormState.SUBMITTED, "Kom på e-post")

    house.clock.advance(timedelta(hours=1))
    house.write(berit, RESPONSE, house.items[0], assessment="Rettet av oss")
    second = submit_form.submit_form(house.tools, berit, RESPONSE)

    assert (second.number, second.on_behalf) == (2, False)


def test_a_draft_that_a_party_had_is_kept_beside_the_registered_answer(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Vårt utkast")
    _register(house)

    page = _page(house, berit, RESPONSE)

    assert page.state is FormState.CORRECTING
    assert page.items[0].fields["assessment"].value == "Vårt utkast"
    assert page.items[0].fields["status"].value == "mulig"
    assert page.submitted is not None
    assert page.submitted.items[0].value("assessment") == "Kom på e-post"


def test_a_registered_answer_can_be_registered_anew_until_the_party_answers_itself(house: House) -> None:
    house.asked()
    _register(house)
    house.clock.advance(timedelta(hours=1))
    assert _page(house, _registering(house), RESPONSE).state is FormState.SUBMITTED
    house.write(_registering(house), RESPONSE, house.items[0], assessment="Enda en e-post")
    assert _page(house, _registering(house), RESPONSE).state is FormState.CORRECTING
    assert submit_form.submit_form(house.tools, _registering(house), RESPONSE).number == 2

    house.clock.advance(timedelta(hours=1))
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Vårt eget svar")
    submit_form.submit_form(house.tools, berit, RESPONSE)

    assert _page(house, _registering(house), RESPONSE).state is FormState.LOCKED
    with pytest.raises(FormLocked):
        house.write(_registering(house), RESPONSE, house.items[0], assessment="Overkjørt")


def test_two_organisers_registering_at_once_lose_no_text(house: House) -> None:
    house.asked()
    first, second = _registering(house), _registering(house)
    item_id = house.items[0]
    save_draft.save_draft(house.tools, first, RESPONSE, item_id, {"assessment": Entry("En", 0)})
    assert _page(house, first, RESPONSE).state is FormState.BEGUN

    conflicts = save_draft.save_draft(
        house.tools, second, RESPONSE, item_id, {"assessment": Entry("To", 0)}
    ).conflicts
    save_draft.settle_conflict(house.tools, second, RESPONSE, conflicts[0].id, Entry("En og to", 1))

    assert _page(house, first, RESPONSE).items[0].fields["assessment"].value == "En og to"


def test_discarding_a_correction_keeps_the_text_behind_a_silent_answer(house: House) -> None:
    house.asked()
    berit = house.writer(house.county)
    house.write(berit, RESPONSE, house.items[0], assessment="Et utkast")
    say_nothing.to_all(house.tools, berit, RESPONSE)
    house.clock.advance(timedelta(hours=1))
    say_nothing.take_back(house.tools, berit, RESPONSE, house.items[0])

    discard_correction.discard_correction(house.tools, berit, RESPONSE)

    item = _page(house, berit, RESPONSE).items[0]
    assert (item.silent, item.fields["assessment"].value) == (True, "Et utkast")


def test_a_cancelled_dialog_takes_no_text_and_keeps_what_there_is(house: House) -> None:
    house.invited()
    _save(house, house.kari, "summary", "Kort", 0)
    move_meeting.cancel_dialog(house.tools, house.actor, house.dialog_id, "")

    with pytest.raises(DialogCancelled):
        _save(house, house.kari, "summary", "Mer", 1)
    assert _page(house, house.kari).draft.fields["summary"].value == "Kort"


def test_a_form_starts_with_the_name_and_phone_of_who_fills_it_in(house: House) -> None:
    house.invited()
    change_parties.change_contact(
        house.tools,
        house.actor,
        house.dialog_id,
        house.host.contacts[0].id,
        contact("Kari", phone="+47 00 00 00 02"),
    )
    from_board = Writer(actor=house.actor, dialog_id=house.dialog_id, party_id=None)

    assert _page(house, house.kari).known == {"contact": "Kari, +47 00 00 00 02"}
    assert _page(house, from_board).known == {}
    assert _page(house, house.kari).draft.fields == {}
