"""Versions of Word templates: uploaded, checked, looked at, taken into use, and given to running dialogs."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from formserver.documents.fill import reading_back
from formserver.domain.refusals import FileRefused, NotFound, TemplateFaulty
from formserver.storage import database, journal, migrations, process_versions, template_checks, templates
from formserver.storage.engine import connection
from formserver.storage.templates import TemplatePlace, TemplateUse, TemplateVersion
from formserver.usecases.documents import preview_packet
from formserver.usecases.documents.make_document import DocumentNotMade
from formserver.usecases.processes import change_process, keep_shipped, process_in_use
from formserver.usecases.templates import (
    annotate_template,
    check_template,
    compare_template,
    list_names,
    preview_template,
    read_templates,
    upload_template,
    use_template,
)
from formserver.usecases.templates.annotate_template import NotAnnotated
from formserver.usecases.templates.read_templates import VersionState
from tests.usecases.house import House

FOLDER = Path(__file__).parents[3] / "doc_templates" / "mulighetsdialog"
PACKET = TemplatePlace(process="mulighetsdialog", document="packet", language="nb")
NOTE = TemplatePlace(process="mulighetsdialog", document="note", language="nb")
RESPONSE = TemplatePlace(process="mulighetsdialog", document="response", language="nb")


def word(place: TemplatePlace, text: str = "Egen tekst") -> bytes:
    """The shipped template with a paragraph more."""
    document = Document(str(FOLDER / f"{place.document}.{place.language}.docx"))
    document.add_paragraph(text)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def upload(house: House, place: TemplatePlace = PACKET, text: str = "Egen tekst") -> TemplateVersion:
    return upload_template.upload_template(house.tools, house.actor, place, word(place, text), "ny tekst")


def events(house: House) -> list[str]:
    with database.reading():
        return [entry.event for entry in journal.of_house()]


def states(house: House, place: TemplatePlace = PACKET) -> list[tuple[int, VersionState]]:
    page = read_templates.page(house.tools, place)
    return [(one.version.number, one.state) for one in page.versions]


def text_of(packed: bytes) -> str:
    return reading_back.texts(packed)


def test_every_word_template_is_on_the_shelf_with_the_version_that_was_shipped(
    house: House,
) -> None:
    shelves = read_templates.shelves(house.tools)

    places = [shelf.place for shelf in shelves if shelf.process.key == "mulighetsdialog"]
    assert len(places) == 8
    assert {(shelf.in_use.number, shelf.in_use.shipped, shelf.used) for shelf in shelves} == {(1, True, None)}


def test_an_uploaded_version_is_kept_and_checked_and_nothing_uses_it(house: House) -> None:
    version = upload(house)

    assert (version.number, version.by, version.note) == (2, house.ada.name, "ny tekst")
    assert check_template.check_template(house.tools, version.id) == ()
    assert states(house) == [(2, VersionState.READY), (1, VersionState.IN_USE)]
    assert events(house)[0] == "template_added"


def test_the_same_file_twice_is_one_version(house: House) -> None:
    content = word(PACKET)

    first, again = (
        upload_template.upload_template(house.tools, house.actor, PACKET, content, "") for _ in range(2)
    )

    assert again == first
    assert events(house).count("template_added") == 1


def test_a_version_stays_checked_when_a_letter_changes_and_not_when_a_question_does(house: House) -> None:
    version = upload(house)
    edited(house, "letters/note_receipt.nb.txt", lambda text: f"{text}\nHilsen oss\n")
    after_letter = states(house)
    found = check_template.check_template(house.tools, version.id)
    edited(house, "process.toml", lambda text: text.replace('nb = "Bakgrunn"', 'nb = "Bakteppe"'))

    assert (after_letter[0], found) == ((2, VersionState.READY), ())
    assert states(house)[0] == (2, VersionState.UNCHECKED)


def edited(house: House, path: str, edit: Callable[[str], str]) -> None:
    """A new version of the process in which one file is changed."""
    files = dict(process_in_use.definition(house.tools, PACKET.process).files)
    files[path] = edit(files[path])
    change_process.new_version(house.tools, house.actor, PACKET.process, files, "")


def test_a_faulty_version_is_kept_and_cannot_be_used(house: House) -> None:
    house.plan()
    version = upload(house, text="{{ dialog.titel }}")

    for use in (
        lambda: use_template.use_template(house.tools, house.actor, version.id),
        lambda: use_template.move_dialog(house.tools, house.actor, version.id, house.dialog_id),
    ):
        with pytest.raises(TemplateFaulty):
            use()

    assert states(house) == [(2, VersionState.FAULTY), (1, VersionState.IN_USE)]


@pytest.mark.parametrize(
    ("content", "why"), [(b"", "empty"), (b"x" * 20_000_001, "size"), (b"%PDF-1.7", "type")]
)
def test_what_cannot_be_a_word_template_is_refused_and_not_kept(
    house: House, content: bytes, why: str
) -> None:
    with pytest.raises(FileRefused) as refused:
        upload_template.upload_template(house.tools, house.actor, PACKET, content, "")

    assert refused.value.facts["why"] == why
    assert states(house) == [(1, VersionState.IN_USE)]


def test_new_dialogs_get_the_version_taken_into_use_and_running_ones_keep_theirs(house: House) -> None:
    house.plan()
    running = house.dialog_id
    version = upload(house)

    for _ in range(2):
        use_template.use_template(house.tools, house.actor, version.id)
    house.plan()

    with database.reading():
        pinned = templates.pinned_by(PACKET)
    assert (pinned[house.dialog_id], pinned[running] == version.id) == (version.id, False)
    assert events(house).count("template_used") == 1


def test_going_back_is_taking_an_earlier_version_into_use(house: House) -> None:
    second = upload(house)
    use_template.use_template(house.tools, house.actor, second.id)
    with database.reading():
        shipped = templates.versions(PACKET)[-1]
    after = states(house)

    use_template.use_template(house.tools, house.actor, shipped.id)

    assert after == [(2, VersionState.IN_USE), (1, VersionState.UNCHECKED)]
    assert states(house) == [(2, VersionState.EARLIER), (1, VersionState.IN_USE)]
    page = read_templates.page(house.tools, PACKET)
    assert page.shelf.used == TemplateUse(version_id=shipped.id, by="Ada", at=house.clock.now)
    assert [one.used and one.used.version_id for one in page.versions] == [second.id, shipped.id]


def test_a_running_dialog_is_moved_by_itself_and_its_journal_tells(house: House) -> None:
    house.plan()
    first = house.dialog_id
    house.plan()
    version = upload(house)

    for _ in range(2):
        use_template.move_dialog(house.tools, house.actor, version.id, house.dialog_id)

    with database.reading():
        pinned = templates.pinned_by(PACKET)
        told = [entry.event for entry in journal.of_dialog(house.dialog_id)]
    assert (pinned[house.dialog_id], pinned[first] == version.id) == (version.id, False)
    assert told.count("template_changed") == 1


def test_the_page_tells_which_running_dialogs_are_on_which_version(house: House) -> None:
    house.plan()
    moved = house.dialog_id
    house.plan(language="nn")
    version = upload(house)
    use_template.move_dialog(house.tools, house.actor, version.id, moved)

    page, shown = read_templates.version(house.tools, version.id)

    assert [(one.dialog.id, one.version.number) for one in page.running] == [(moved, 2)]
    assert (shown.version, shown.state) == (version, VersionState.EARLIER)


def test_a_dialog_that_is_over_does_not_run_and_a_version_can_be_tried_on_it(house: House) -> None:
    house.asked()
    version = upload(house)
    house.clock.advance(house.dialog.meeting.ends - house.clock.now)

    page = read_templates.page(house.tools, PACKET)
    _, document = preview_template.preview_template(house.tools, version.id, house.dialog_id)

    assert (page.running, [one.dialog.id for one in page.over]) == ((), [house.dialog_id])
    assert "Egen tekst" in text_of(document)


def test_a_newer_shipped_version_is_told_of_and_not_used_in_place_of_ones_own(house: House) -> None:
    own = upload(house)
    use_template.use_template(house.tools, house.actor, own.id)
    with database.writing():
        newer = templates.add(PACKET, word(PACKET, "Levert"), by="", note="", now=house.clock.now)

    page = read_templates.page(house.tools, PACKET)

    assert (page.shelf.in_use, page.newer_shipped) == (own, newer)


def test_a_template_that_no_process_has_is_not_found(house: House) -> None:
    unknown = TemplatePlace(process="mulighetsdialog", document="packet", language="en")

    for look in (
        lambda: read_templates.page(house.tools, unknown),
        lambda: upload_template.upload_template(house.tools, house.actor, unknown, b"PK\x03\x04", ""),
        lambda: check_template.check_template(house.tools, 99),
    ):
        with pytest.raises(NotFound):
            look()


def test_a_version_is_shown_with_sample_answers(house: House) -> None:
    version = upload(house)

    name, document = preview_template.preview_template(house.tools, version.id)

    assert name == "Dokumentpakke v2.docx"
    assert "Egen tekst" in text_of(document)


@pytest.mark.parametrize("place", [PACKET, NOTE, RESPONSE])
def test_a_version_is_shown_with_a_dialogs_own_answers(house: House, place: TemplatePlace) -> None:
    house.asked()
    house.answer(house.county)
    version = upload(house, place)

    _, document = preview_template.preview_template(house.tools, version.id, house.dialog_id)

    shown = text_of(document)
    assert ("Egen tekst" in shown, "Boliger" in shown) == (True, True)
    assert "Egen tekst" not in text_of(preview_packet.preview_packet(house.tools, house.dialog_id)[1])


def test_a_dialog_without_what_a_document_shows_cannot_be_shown(house: House) -> None:
    house.plan()
    version = upload(house, RESPONSE)

    with pytest.raises(NotFound):
        preview_template.preview_template(house.tools, version.id, house.dialog_id)


def test_a_dialog_of_another_process_has_nothing_to_do_with_a_version(house: House) -> None:
    version = upload(house)
    house.plan(process="regionalt_planforum")

    for use in (
        lambda: preview_template.preview_template(house.tools, version.id, house.dialog_id),
        lambda: use_template.move_dialog(house.tools, house.actor, version.id, house.dialog_id),
    ):
        with pytest.raises(NotFound):
            use()


def test_a_version_that_cannot_be_filled_says_so(house: House) -> None:
    version = upload(house, text="{{ dialog.titel }}")

    with pytest.raises(DocumentNotMade):
        preview_template.preview_template(house.tools, version.id)


def test_a_faulty_version_comes_back_with_comments(house: House) -> None:
    version = upload(house, text="{{ dialog.titel }}")

    name, annotated = annotate_template.annotate_template(house.tools, version.id, "nb")

    comments = [comment.text for comment in Document(BytesIO(annotated)).comments]
    assert name == "Mal – Dokumentpakke – bokmål – versjon 2 med kommentarer.docx"
    assert len(comments) == 1
    assert "dialog.title" in comments[0]


def test_a_version_is_given_back_as_it_was_uploaded_under_a_name_people_can_read(house: House) -> None:
    version = upload(house, text="Egen tekst")

    name, content = annotate_template.template_file(house.tools, version.id)

    assert name == "Mal – Dokumentpakke – bokmål – versjon 2.docx"
    assert "Egen tekst" in text_of(content)


def test_a_file_that_is_no_word_file_cannot_be_commented(house: House) -> None:
    version = upload_template.upload_template(house.tools, house.actor, PACKET, b"PK\x03\x04 hei", "")

    with pytest.raises(NotAnnotated):
        annotate_template.annotate_template(house.tools, version.id, "nb")
    compared = compare_template.compare_template(house.tools, version.id)
    assert (compared.difference, compared.pair) == (None, None)


def test_a_version_is_compared_with_the_one_in_use_and_with_the_other_language(house: House) -> None:
    version = upload(house, text="Sted: {{ counts.items }}")

    compared = compare_template.compare_template(house.tools, version.id)

    assert compared.difference
    assert compared.pair is not None
    added = [line.text for part in compared.difference.parts for line in part.lines if line.mark == "added"]
    assert added == ["Sted: {{ counts.items }}"]


def test_the_version_in_use_is_compared_with_the_one_before_it_and_any_with_any(house: House) -> None:
    with database.reading():
        shipped = templates.in_use(PACKET)
    second, third = upload(house, text="Andre"), upload(house, text="Tredje")
    for version in (second, third):
        use_template.use_template(house.tools, house.actor, version.id)

    others = [
        compare_template.compare_template(house.tools, *ids).other
        for ids in [(third.id,), (second.id,), (third.id, shipped.id), (second.id, third.id)]
    ]

    assert others == [second, third, shipped, third]


def test_the_only_version_is_compared_with_none_and_no_version_with_another_document_s(house: House) -> None:
    with database.reading():
        shipped, note = templates.in_use(PACKET), templates.in_use(NOTE)

    compared = compare_template.compare_template(house.tools, shipped.id)

    assert (compared.other, compared.difference) == (None, None)
    with pytest.raises(NotFound):
        compare_template.compare_template(house.tools, shipped.id, note.id)


def test_the_names_of_a_template_are_listed_and_come_as_a_word_file(house: House) -> None:
    rows = list_names.list_names(house.tools, PACKET, "nb")
    name, content = list_names.word_file(house.tools, PACKET)

    assert "dialog.title" in str(rows)
    assert name == "Koder – Dokumentpakke – bokmål.docx"
    assert "dialog.title" in text_of(content)


def test_an_update_of_a_template_alone_makes_a_version_of_that_template_alone(house: House) -> None:
    with database.writing():
        templates.add(PACKET, word(PACKET, "Eldre"), by="", note="", now=house.clock.now)

    keep_shipped.keep_shipped(house.tools)

    assert [number for number, _ in states(house)] == [3, 2, 1]
    assert [number for number, _ in states(house, NOTE)] == [1]
    with database.reading():
        assert [one.number for one in process_versions.versions("mulighetsdialog")] == [1]


def test_an_update_of_the_definition_alone_makes_a_version_of_it_and_of_no_template(house: House) -> None:
    with database.writing():
        other = process_versions.in_use("regionalt_planforum").process_id
        process_versions.add("mulighetsdialog", other, by="", note="", now=house.clock.now)

    keep_shipped.keep_shipped(house.tools)

    assert states(house) == [(1, VersionState.IN_USE)]
    with database.reading():
        assert [one.number for one in process_versions.versions("mulighetsdialog")] == [3, 2, 1]


def test_what_is_shipped_is_kept_beside_ones_own_versions(house: House) -> None:
    upload(house)

    keep_shipped.keep_shipped(house.tools)

    assert states(house) == [(2, VersionState.READY), (1, VersionState.IN_USE)]


def test_what_an_earlier_check_found_and_none_tells_any_more_is_void(house: House) -> None:
    version = upload(house)
    found = [{"kind": "cell_may_be_empty", "facts": {}, "place": None}]
    with database.writing():
        process = process_versions.in_use(version.process).process_id
        template_checks.record(version.id, process, found, house.tools.clock())
    before = states(house)

    with database.writing():
        connection.execute((migrations.FOLDER / "0007_checks.sql").read_text(encoding="utf-8"))

    assert before[0] == (2, VersionState.FAULTY)
    assert states(house)[0] == (2, VersionState.UNCHECKED)
