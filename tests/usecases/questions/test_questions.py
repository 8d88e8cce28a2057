"""Questions changed in a draft, taken into use for new dialogs, and taken back."""

import dataclasses
from collections.abc import Callable, Collection
from datetime import timedelta
from pathlib import Path

import pytest

from formserver.definitions import DefinitionFault
from formserver.documents.word import package
from formserver.domain.process import Choice, Field, Kind
from formserver.domain.questions import Need, QuestionChange, QuestionGroup
from formserver.domain.refusals import (
    DraftChanged,
    NotFound,
    NotPublishable,
    QuestionNeeded,
)
from formserver.domain.words import Words
from formserver.storage import (
    database,
    journal,
    process_versions,
    processes,
    template_checks,
    templates,
)
from formserver.storage.templates import TemplatePlace, TemplateVersion
from formserver.usecases.processes import change_process, process_in_use
from formserver.usecases.questions import (
    change_questions,
    publish_questions,
    question_uses,
    read_questions,
    review_questions,
)
from formserver.usecases.questions.change_questions import Where
from formserver.usecases.questions.read_questions import Questions
from formserver.usecases.questions.review_questions import Review
from formserver.usecases.templates import upload_template
from tests.support import word as word_files
from tests.usecases.house import House

KEY = "mulighetsdialog"
PACKET = TemplatePlace(process=KEY, document="packet", language="nb")


def words(text: str) -> Words:
    return Words(dict.fromkeys(("nb", "nn", "en"), text))


def asked(label: str = "Kostnad", kind: Kind = Kind.TEXT, *choices: Choice) -> Field:
    return Field(key="", kind=kind, label=words(label), choices=choices)


def questions(house: House) -> Questions:
    return read_questions.read(house.tools, KEY)


def mark(house: House) -> str:
    return questions(house).mark


def where(house: House, group: QuestionGroup = QuestionGroup.ITEM, form: str = "note") -> Where:
    return Where(process=KEY, form=form, group=group, mark=mark(house))


def add(
    house: House, label: str = "Kostnad", group: QuestionGroup = QuestionGroup.ITEM, form: str = "note"
) -> str:
    return change_questions.add_question(house.tools, house.actor, where(house, group, form), asked(label))


def remove(house: House, key: str, group: QuestionGroup = QuestionGroup.ITEM, form: str = "note") -> None:
    change_questions.remove_question(house.tools, house.actor, where(house, group, form), key)


def review(house: House) -> Review:
    return review_questions.draft(house.tools, KEY)


def publish(house: House, note: str = "", *, choosing: Collection[int] = ()) -> None:
    publish_questions.publish_draft(house.tools, house.actor, KEY, mark(house), note, choosing)


def newest_that_fit(found: Review) -> list[int]:
    return [loss.fits[0].version.id for loss in found.lost]


def keys(house: House, group: QuestionGroup = QuestionGroup.ITEM, form: str = "note") -> list[str]:
    return [field.key for field in getattr(questions(house).form(form), group)]


def edit_letter(house: House) -> None:
    """Somebody changes a letter, which makes a version of its own."""
    files = dict(process_in_use.definition(house.tools, KEY).files)
    files["letters/note_receipt.nb.txt"] += "\nHilsen oss\n"
    change_process.new_version(house.tools, house.actor, KEY, files, "brev")


def test_a_question_is_asked_in_new_dialogs_and_not_in_those_that_run(house: House) -> None:
    house.plan()
    running = house.dialog_id

    key = add(house)
    drafted = process_in_use.definition(house.tools, KEY).process.form("note").item_field(key)
    publish(house, "kostnad må med")
    house.plan()

    assert (key, drafted) == ("kostnad", None)
    assert house.dialog.process.form("note").item_field(key)
    house.dialog_id = running
    assert house.dialog.process.form("note").item_field(key) is None
    with database.reading():
        version = process_versions.in_use(KEY)
        events = [(one.event, one.by) for one in journal.of_house()]
    assert (version.number, version.by, version.note) == (2, "Ada", "kostnad må med")
    assert questions(house).draft is None
    assert ("process_changed", "Ada") in events


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Hva koster det?", "hva_koster_det"),
        ("Outcome", "outcome_2"),  # there is such a question
        ("Number", "number_2"),  # templates say the item's number so
        ("Is", "is_2"),  # a word of the template language
        ("Status", "status"),  # a question of another form alone
        ("?", "q_2"),
    ],
)
def test_the_name_of_a_new_question_is_free_and_sayable(house: House, label: str, key: str) -> None:
    assert add(house, label) == key


def test_new_answers_to_choose_get_names_and_old_ones_keep_theirs(house: House) -> None:
    priority = questions(house).form("note").item_field("priority")
    assert priority
    new = [Choice(key="", label=words(text)) for text in ("Kan vente", "Kan vente", "–")]

    twice = dataclasses.replace(priority.choices[1], label=words("Igjen"))
    more = dataclasses.replace(priority, choices=(priority.choices[1], *new, twice))
    change_questions.change_question(house.tools, house.actor, where(house), "priority", more)

    changed = questions(house).form("note").item_field("priority")
    assert changed
    assert [choice.key for choice in changed.choices] == ["2", "kan_vente", "kan_vente_2", "q_2", "igjen"]


def test_a_changed_question_keeps_its_name_and_what_it_starts_with(house: House) -> None:
    contact = questions(house).form("note").field("contact")
    assert contact
    told = dataclasses.replace(contact, key="other", label=words("Kontakt"), known="", required=False)

    change_questions.change_question(
        house.tools, house.actor, where(house, QuestionGroup.ONCE), "contact", told
    )

    assert questions(house).form("note").field("contact") == dataclasses.replace(
        told, key="contact", known="contact"
    )


def test_a_question_is_moved(house: House) -> None:
    change_questions.move_question(house.tools, house.actor, where(house), "priority", -1)

    assert keys(house)[-2:] == ["priority", "outcome"]
    assert [form.key for form in review(house).reordered] == ["note"]


def test_what_changes_nothing_begins_no_draft(house: House) -> None:
    change_questions.move_question(house.tools, house.actor, where(house), "kind", -1)

    assert questions(house).draft is None


@pytest.mark.parametrize(
    ("form", "key", "need"),
    [
        ("note", "title", Need.ITEM_NAME),
        ("note", "asks", Need.ASKS),
        ("response", "status", Need.VERDICT),
    ],
)
def test_what_the_product_stands_on_is_neither_removed_nor_made_another_kind(
    house: House, form: str, key: str, need: Need
) -> None:
    field = questions(house).form(form).item_field(key)
    assert field
    other = dataclasses.replace(field, kind=Kind.LONG_TEXT)

    with pytest.raises(QuestionNeeded) as removed:
        remove(house, key, form=form)
    with pytest.raises(QuestionNeeded) as changed:
        change_questions.change_question(house.tools, house.actor, where(house, form=form), key, other)

    assert removed.value.facts == changed.value.facts == {"need": need}
    assert questions(house).draft is None


def test_the_silent_answer_stays_and_others_may_go(house: House) -> None:
    status = questions(house).form("response").item_field("status")
    assert status
    place = where(house, form="response")
    fewer = dataclasses.replace(status, choices=status.choices[-2:])
    change_questions.change_question(house.tools, house.actor, place, "status", fewer)

    with pytest.raises(QuestionNeeded) as refused:
        change_questions.change_question(
            house.tools,
            house.actor,
            where(house, form="response"),
            "status",
            dataclasses.replace(status, choices=status.choices[:2]),
        )

    assert refused.value.facts == {"need": Need.SILENT}


def test_what_cannot_be_asked_is_refused_and_begins_no_draft(house: House) -> None:
    with pytest.raises(DefinitionFault):
        change_questions.add_question(house.tools, house.actor, where(house), asked("Velg", Kind.CHOICE))

    assert questions(house).draft is None


def test_nobody_changes_a_draft_that_they_have_not_seen(house: House) -> None:
    seen = where(house)
    key = add(house)

    with pytest.raises(DraftChanged) as refused:
        change_questions.remove_question(house.tools, house.actor, seen, key)

    assert refused.value.facts == {"by": "Ada", "at": house.clock.now}
    assert key in keys(house)


def test_a_draft_that_was_taken_into_use_meanwhile_is_told_too(house: House) -> None:
    add(house)
    seen = where(house)
    publish(house)

    with pytest.raises(DraftChanged) as refused:
        change_questions.move_question(house.tools, house.actor, seen, "priority", -1)

    assert refused.value.facts["by"] == "Ada"


@pytest.mark.parametrize(
    ("process", "form", "key"),
    [("another", "note", "title"), (KEY, "another", "title"), (KEY, "note", "another")],
)
def test_what_is_not_there_is_not_found(house: House, process: str, form: str, key: str) -> None:
    place = dataclasses.replace(where(house), process=process, form=form)

    with pytest.raises(NotFound):
        change_questions.remove_question(house.tools, house.actor, place, key)


def test_questions_written_by_hand_in_another_way_are_changed_too(house: House) -> None:
    files = dict(process_in_use.definition(house.tools, KEY).files)
    begin = files["process.toml"].index("[[forms.note.fields]]")
    end = files["process.toml"].index("[[forms.note.item_fields]]")
    fields = 'fields = [{ key = "a", kind = "text", label = { nb = "A", nn = "A", en = "A" } }]\n\n'
    files["process.toml"] = files["process.toml"][:begin] + files["process.toml"][end:]
    files["process.toml"] = files["process.toml"].replace(
        "[forms.note.letters]", f"{fields}[forms.note.letters]"
    )
    change_process.new_version(house.tools, house.actor, KEY, files, "")

    assert question_uses.templates_asking(house.tools, where(house, QuestionGroup.ONCE), "a") == ()
    remove(house, "a", QuestionGroup.ONCE)

    assert keys(house, QuestionGroup.ONCE) == []


def test_a_draft_in_which_everything_was_undone_changes_nothing(house: House) -> None:
    key = add(house)
    assert review(house).anything

    remove(house, key)

    assert not review(house).anything


def test_a_draft_is_forgotten_only_by_who_has_seen_it(house: House) -> None:
    add(house)
    with pytest.raises(DraftChanged):
        change_questions.discard_draft(house.tools, KEY, "0")

    change_questions.discard_draft(house.tools, KEY, mark(house))

    assert questions(house).draft is None
    with pytest.raises(NotFound):
        review(house)


def test_a_review_tells_what_is_gained_and_lost(house: House) -> None:
    add(house)
    remove(house, "approved_by", QuestionGroup.ONCE, "response")

    found = review(house)

    assert found.anything
    assert [(one.change, one.form.key, one.field.key) for one in found.differences] == [
        (QuestionChange.GAINED, "note", "kostnad"),
        (QuestionChange.LOST, "response", "approved_by"),
    ]


def test_a_name_that_a_word_template_asks_for_is_told_and_blocks(house: House) -> None:
    remove(house, "tried")

    found = review(house)

    assert {(loss.document.key, loss.place.language, loss.names) for loss in found.lost} == {
        (document, language, ("item.tried",))
        for document in ("note", "packet", "supplement")
        for language in ("nb", "nn")
    }
    assert {loss.version.number for loss in found.lost if loss.version} == {1}
    assert found.blocked
    with pytest.raises(NotPublishable):
        publish(house)
    assert questions(house).draft


def test_a_kind_that_a_word_template_cannot_use_blocks_too(house: House) -> None:
    people = questions(house).form("response").field("specialists")
    assert people
    text = dataclasses.replace(people, kind=Kind.TEXT, choices=())

    change_questions.change_question(
        house.tools, house.actor, where(house, QuestionGroup.ONCE, "response"), people.key, text
    )

    assert review(house).blocked


def without_tried(house: House, place: TemplatePlace) -> bytes:
    """The Word template in use, in which `tried` is asked for no more."""
    with database.reading():
        word = templates.content(templates.in_use(place).id)
    members = package.unpack(word)
    # Inside the tags alone: the title is a name that is always there.
    return package.repack(
        {name: member.replace(b"item.tried", b"item.title") for name, member in members.items()}
    )


def mend(house: House, places: list[TemplatePlace]) -> None:
    for place in places:
        add_version(house, place, without_tried(house, place), "uten forsøk")


def add_version(house: House, place: TemplatePlace, word: bytes, note: str = "") -> TemplateVersion:
    with database.writing():
        return templates.add(place, word, "Ada", note, house.clock.now)


def with_line(word: bytes, line: str) -> bytes:
    """The Word file with a paragraph more, the first of all."""
    paragraph = f"<w:body><w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
    return word_files.changed(word, lambda xml: xml.replace("<w:body>", paragraph, 1))


def all_that_ask(house: House) -> list[TemplatePlace]:
    return [loss.place for loss in review(house).lost]


def test_newer_word_templates_that_fit_are_taken_into_use_along_with_the_questions(house: House) -> None:
    remove(house, "tried")
    places = all_that_ask(house)
    mend(house, places)
    found = review(house)
    assert not found.blocked

    publish(house, choosing=newest_that_fit(found))

    with database.reading():
        assert [templates.in_use(place).number for place in places] == [2] * 6
        used = [one.facts["number"] for one in journal.of_house() if one.event == "template_used"]
    assert used == [2] * 6
    house.plan()
    assert house.dialog.process.form("note").item_field("tried") is None


@pytest.mark.parametrize(("known", "told"), [("broken_file", "not_a_word_file"), ("too_heavy", "too_heavy")])
def test_a_newer_word_template_that_fails_the_whole_check_blocks_and_says_why(
    house: House, known: str, told: str
) -> None:
    remove(house, "tried")
    places = all_that_ask(house)
    mend(house, places[1:])
    faulty = add_version(house, places[0], b"no Word file")
    with database.writing():
        in_use = process_versions.in_use(KEY).process_id
        template_checks.record(faulty.id, in_use, [{"kind": known}], house.clock.now)

    found = review(house)
    with pytest.raises(NotPublishable):
        publish(house, choosing=[faulty.id])

    assert found.blocked
    (candidate,) = found.lost[0].candidates
    assert (candidate.version, [fault.kind for fault in candidate.faults]) == (faulty, [told])
    assert questions(house).draft


def test_a_newer_word_template_that_asks_in_vain_too_mends_nothing(house: House) -> None:
    remove(house, "tried")
    place = all_that_ask(house)[0]
    with database.reading():
        members = package.unpack(templates.content(templates.in_use(place).id))
    asking = {name: member.replace(b"item.tried", b"item.gone") for name, member in members.items()}
    version = upload_template.upload_template(
        house.tools, house.actor, place, package.repack(asking), "borte"
    )

    (candidate,) = review(house).lost[0].candidates

    assert (candidate.version, candidate.names, candidate.fits) == (version, ("item.gone",), False)


def test_one_chooses_between_the_versions_that_fit_and_sees_what_each_changes(house: House) -> None:
    remove(house, "tried")
    first, *others = all_that_ask(house)
    mend(house, others)
    word = without_tried(house, first)
    wanted = add_version(house, first, word, "uten forsøk")
    trial = add_version(house, first, with_line(word, "Bare et eksperiment"), "et forsøk")
    add_version(house, first, b"no Word file", "feil fil")

    found = review(house)
    publish(house, choosing=[wanted.id, *newest_that_fit(found)[1:]])

    assert [one.version for one in found.lost[0].fits] == [trial, wanted]
    assert set(found.lost[0].fits[0].added) - set(found.lost[0].fits[1].added) == {"Bare et eksperiment"}
    assert any("item.tried" in line for line in found.lost[0].fits[1].removed)
    with database.reading():
        assert templates.in_use(first) == wanted


def test_no_more_versions_are_tried_than_one_needs_to_choose_between(house: House) -> None:
    remove(house, "tried")
    first, *_ = all_that_ask(house)
    word = without_tried(house, first)
    added = [add_version(house, first, with_line(word, f"Forsøk {number}")) for number in range(4)]

    assert [one.version for one in review(house).lost[0].candidates] == added[:0:-1]


@pytest.mark.parametrize(
    "choose", [lambda fits: [], lambda fits: fits[1:], lambda fits: [*fits, fits[0] - 1]]
)
def test_exactly_one_version_of_each_word_template_must_be_chosen(
    house: House, choose: Callable[[list[int]], list[int]]
) -> None:
    remove(house, "tried")
    first, *others = all_that_ask(house)
    word = without_tried(house, first)
    for line in ("A", "B"):
        add_version(house, first, with_line(word, line))
    mend(house, others)

    with pytest.raises(NotPublishable):
        publish(house, choosing=choose(newest_that_fit(review(house))))

    assert questions(house).draft


def test_a_letter_that_was_changed_meanwhile_stays(house: House) -> None:
    add(house)
    edit_letter(house)

    publish(house)

    files = process_in_use.definition(house.tools, KEY).files
    assert files["letters/note_receipt.nb.txt"].endswith("Hilsen oss\n")
    assert 'key = "kostnad"' in files["process.toml"]


def test_questions_that_were_changed_meanwhile_are_not_overwritten(house: House) -> None:
    add(house)
    files = dict(process_in_use.definition(house.tools, KEY).files)
    files["process.toml"] += "\n# changed by hand\n"
    change_process.new_version(house.tools, house.actor, KEY, files, "")

    found = review(house)

    assert found.overtaken == ("process.toml",)
    with pytest.raises(NotPublishable):
        publish(house)


def test_questions_of_an_earlier_version_come_back_and_letters_stay(house: House) -> None:
    with database.reading():
        shipped = process_versions.in_use(KEY)
    edit_letter(house)
    add(house)
    publish(house)
    house.clock.advance(timedelta(hours=1))

    version = publish_questions.use_earlier(house.tools, house.actor, shipped.id, mark(house), "tilbake")

    assert (version.number, version.note) == (4, "tilbake")
    assert "kostnad" not in keys(house)
    assert (
        process_in_use.definition(house.tools, KEY)
        .files["letters/note_receipt.nb.txt"]
        .endswith("Hilsen oss\n")
    )


def test_who_goes_back_has_seen_what_is_in_use(house: House) -> None:
    with database.reading():
        shipped = process_versions.in_use(KEY)
    add(house)
    publish(house)
    seen = mark(house)
    add(house)
    publish(house)

    with pytest.raises(DraftChanged):
        publish_questions.use_earlier(house.tools, house.actor, shipped.id, seen, "")


def test_an_earlier_version_that_word_templates_no_longer_fit_is_not_taken_into_use(house: House) -> None:
    add(house)
    publish(house)
    with database.reading():
        shipped = process_versions.versions(KEY)[-1]
        members = package.unpack(templates.content(templates.in_use(PACKET).id))
    asking = {name: member.replace(b"item.tried", b"item.kostnad") for name, member in members.items()}
    with database.writing():
        newer = templates.add(PACKET, package.repack(asking), "Ada", "", house.clock.now)
        templates.use(newer.id, "Ada", house.clock.now)

    with pytest.raises(NotPublishable):
        publish_questions.use_earlier(house.tools, house.actor, shipped.id, mark(house), "")

    assert [loss.names for loss in review_questions.earlier(house.tools, shipped.id).lost] == [
        ("item.kostnad",)
    ]


def test_an_earlier_version_that_is_no_process_any_more_is_told(house: House) -> None:
    """A letter that its questions name is gone since."""
    with database.reading():
        shipped = process_versions.in_use(KEY)
    files = dict(process_in_use.definition(house.tools, KEY).files)
    files["process.toml"] = files["process.toml"].replace('informed = "note_to_read"\n', "")
    without = {path: text for path, text in files.items() if "note_to_read" not in path}
    change_process.new_version(house.tools, house.actor, KEY, without, "")

    found = review_questions.earlier(house.tools, shipped.id)

    assert [fault.key for fault in found.faults] == ["forms.note.letters.informed"]
    with pytest.raises(NotPublishable):
        publish_questions.use_earlier(house.tools, house.actor, shipped.id, mark(house), "")


def test_the_history_tells_what_each_version_changed(house: House) -> None:
    edit_letter(house)
    add(house)
    publish(house)

    told = review_questions.history(house.tools, KEY)

    assert [(one.version.number, one.in_use, one.questions, one.letters, one.is_other) for one in told] == [
        (3, True, True, False, False),
        (2, False, False, True, True),
        (1, False, True, True, True),
    ]


def test_a_document_that_no_word_template_exists_for_blocks_until_there_is_one(house: House) -> None:
    files = dict(process_in_use.definition(house.tools, KEY).files)
    files["process.toml"] += (
        "\n[documents.extra]\n"
        'form = "note"\nname = { nb = "E", nn = "E", en = "E" }\nfile_name = { nb = "E", nn = "E" }\n'
        'templates = { nb = "e.nb.docx", nn = "e.nn.docx" }\n'
    )
    add(house)
    with database.writing():
        found = questions(house)
        assert found.draft
        change_questions.keep_draft(house.tools, house.actor, found, found.draft.base_id, files)

    missing = review(house)
    note = TemplatePlace(process=KEY, document="note", language="nb")
    with database.writing():
        word = templates.content(templates.in_use(note).id)
        for language in ("nb", "nn"):
            place = TemplatePlace(process=KEY, document="extra", language=language)
            templates.add(place, word, "Ada", "", house.clock.now)

    assert [(loss.place.document, loss.version, loss.fits) for loss in missing.lost] == [
        ("extra", None, ())
    ] * 2
    assert missing.blocked
    publish(house, choosing=newest_that_fit(review(house)))
    house.plan()
    assert house.dialog.process.document("extra")


def test_the_word_templates_that_use_a_question_are_found(house: House) -> None:
    used = question_uses.templates_asking(house.tools, where(house), "tried")
    unused = question_uses.templates_asking(house.tools, where(house), add(house))

    assert {loss.place.document for loss in used} == {"note", "packet", "supplement"}
    assert unused == ()
    with pytest.raises(NotFound):
        question_uses.templates_asking(house.tools, where(house), "another")


def test_every_process_is_read(house: House) -> None:
    assert [one.in_use.key for one in read_questions.every(house.tools)] == list(house.tools.definitions)


def test_a_version_keeps_its_files_for_good(house: House) -> None:
    with database.reading():
        before = processes.files(process_versions.in_use(KEY).process_id)
    add(house)
    publish(house)

    with database.reading():
        shipped = process_versions.versions(KEY)[-1]
        assert processes.files(shipped.process_id) == before
    shipped_toml = Path(__file__).parents[3] / "doc_templates" / KEY / "process.toml"
    assert before["process.toml"] == shipped_toml.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["kind", "background", "priority"])
def test_a_question_that_was_taken_out_is_put_back_where_it_stood(house: House, key: str) -> None:
    stood = questions(house).form("note").item_fields
    add(house)
    remove(house, key)

    change_questions.put_back_question(house.tools, house.actor, where(house), key)

    assert questions(house).form("note").item_fields[:-1] == stood
    assert [one.change for one in review(house).differences] == [QuestionChange.GAINED]


@pytest.mark.parametrize(("key", "form"), [("background", "note"), ("unknown", "note")])
def test_only_what_was_taken_out_is_put_back(house: House, key: str, form: str) -> None:
    with pytest.raises(NotFound):
        change_questions.put_back_question(house.tools, house.actor, where(house, form=form), key)
