import copy
import dataclasses
import json
import re
import zipfile
from io import BytesIO

import pytest

from formserver import cases, definitions
from formserver.cases import CaseFileFault
from formserver.definitions import editing
from formserver.domain.process import Kind
from formserver.domain.questions import QuestionGroup


def objects(raw, place=()):
    """Every object in the file, with the way to it."""
    if isinstance(raw, dict):
        yield place, raw
    for step, value in (
        raw.items() if isinstance(raw, dict) else enumerate(raw) if isinstance(raw, list) else ()
    ):
        yield from objects(value, (*place, step))


def at(raw, place):
    for step in place:
        raw = raw[step]
    return raw


def changed(raw, place, value):
    """A copy with another value at a place; `...` takes the key away."""
    new = copy.deepcopy(raw)
    *above, key = place
    if value is ...:
        del at(new, above)[key]
    else:
        at(new, above)[key] = value
    return new


def test_an_unknown_key_is_refused_in_every_object_of_the_file(raw, faults):
    places = [place for place, _ in objects(raw)]

    assert len(places) > 100
    for place in places:
        odd = copy.deepcopy(raw)
        at(odd, place)["odd_key"] = "x"
        (fault,) = faults(odd)
        assert fault.path.endswith("odd_key")


def test_a_mistyped_key_is_told_with_its_path_and_the_nearest_that_is_known(raw, faults):
    raw["note"]["items"][2]["prioritty"] = raw["note"]["items"][2].pop("priority")

    assert faults(raw) == [
        CaseFileFault(path="note.items[2].prioritty", reason="unknown key; did you mean priority?"),
    ]


KNOWN_PARTIES = "kommune, fylkeskommune, statsforvalter, kollektiv"
STATUSES = (
    "mulig, mulig_med_vilkar, krever_avklaring, krever_formell_behandling, annen_myndighet, ikke_mulig, "
    "ingen_innspill"
)
NO_DATE = "is no date that exists; write it as 2027-04-15"
NO_MOMENT = "is no moment; write it as 2027-03-23T14:12:00+01:00"
UNWRITABLE = "which no letter or document can carry; remove it"


@pytest.mark.parametrize(
    ("path", "value", "reason"),
    [
        ("dialog.date", "2027-02-31", f"«2027-02-31» {NO_DATE}"),
        ("dialog.date", "2027-W15-4", f"«2027-W15-4» {NO_DATE}"),
        ("dialog.start", "25:00", "«25:00» is no time of day; write it as 09:30"),
        ("dialog.end", "09:00", "«09:00» is not after the start, 10:00"),
        ("dialog.timezone", "Asia/Tokyo", "must be Europe/Oslo"),
        ("dialog.document_language", "en", "must be one of nb, nn"),
        ("dialog.host_party_ids", [], "must not be empty"),
        ("dialog.host_party_ids", ["nabo"], f"«nabo» is no party; known here: {KNOWN_PARTIES}"),
        (
            "dialog.process",
            "høring",
            "«høring» is no process; known here: mulighetsdialog, regionalt_planforum",
        ),
        ("dialog.process", ..., "is missing; known here: mulighetsdialog, regionalt_planforum"),
        ("dialog.place", ["x"], "must be a text or null"),
        ("dialog.deadlines.0.id", "notat", "«notat» is no deadline; known here: note, response, packet"),
        ("dialog.deadlines.1.effective", "2027-04-31", f"«2027-04-31» {NO_DATE}"),
        ("dialog.deadlines.1.effective", "2027-03-01", "must be after the deadline note"),
        ("dialog.deadlines.2.effective", "2027-04-20", "must be before the meeting"),
        ("parties.1.name_nb", ["a"], "must be a text or null"),
        ("parties.0.archive_email", "postmottak", "«postmottak» is no e-mail address"),
        ("parties.0.people.0.name", "", "must not be empty"),
        ("parties.0.people.0.language", "se", "must be one of nb, nn, en"),
        ("note", [], "must be an object"),
        ("note.party_id", "fylkeskommune", "«fylkeskommune» is no host party; known here: kommune"),
        ("note.submitted_at", "2027-03-23T14:12:00", f"«2027-03-23T14:12:00» {NO_MOMENT}"),
        ("note.items.0.theme", 2, "«2» is no theme in scope; known here: 1, 4, 5"),
        ("note.items.0.kind", "klage", "«klage» is no choice; known here: ønske, problemstilling"),
        ("note.items.0.title", 7, "must be a text"),
        ("note.items.0.title", "x" * 1001, "has 1001 characters, at most 1000 fit"),
        ("note.items.0.title", "a\x00b", f"holds the character U+0000, {UNWRITABLE}"),
        ("note.items.0.background", "a\ud800b", f"holds the character U+D800, {UNWRITABLE}"),
        ("note.attachments.0.address", "javascript:alert(1)", "«javascript:alert(1)» is not a web address"),
        ("note.attachments.0.size_bytes", -1, "must be at least 0"),
        ("response_summaries.0.submitted_at", None, "must be a text"),
        ("responses.3.status", "kanskje", f"«kanskje» is no choice; known here: {STATUSES}"),
        ("themes", {}, "must be a list"),
        ("themes.0.no", 0, "must be at least 1"),
        ("themes.0.no", 100, "must be at most 99"),
        ("themes.0.in_scope", "ja", "must be true or false"),
    ],
)
def test_what_cannot_be_stored_is_told_with_path_and_how_to_mend_it(raw, faults, path, value, reason):
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]

    told = CaseFileFault(path=re.sub(r"\.(\d+)", r"[\1]", path), reason=reason)
    assert told in faults(changed(raw, steps, value))


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        (["parties"], "lacks parties"),
        (["note", "items", 0, "title"], "lacks title"),
        (["dialog", "id"], "lacks id"),
    ],
)
def test_a_key_that_is_needed_and_not_there_is_named(raw, faults, place, reason):
    assert reason in {fault.reason for fault in faults(changed(raw, place, ...))}


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (["parties", 1, "id"], "kommune", CaseFileFault(path="parties", reason="«kommune» is there twice")),
        (
            ["parties", 0, "people", 1, "person_id"],
            "k1",
            CaseFileFault(path="parties", reason="«k1» is there twice"),
        ),
        (["note", "items", 1, "id"], "1.1", CaseFileFault(path="note.items", reason="«1.1» is there twice")),
        (["themes", 1, "no"], 1, CaseFileFault(path="themes", reason="«1» is there twice")),
    ],
)
def test_an_id_that_is_there_twice_is_named(raw, faults, place, value, told):
    assert told in faults(changed(raw, place, value))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (["response_summaries", 0, "attending_ids"], ["f9"]),
        (["response_summaries", 0, "submitted_by"], "f9"),
        (["responses", 0, "expert_ids"], ["f1", "f9"]),
        (["note", "approved_by"], "f9"),
    ],
)
def test_a_person_nobody_knows_is_refused_where_they_are_named(raw, faults, place, value):
    (fault,) = faults(changed(raw, place, value))

    assert fault.path.endswith(place[-1])
    assert fault.reason == "«f9» is no person; known here: k1, k2, k3, f1, f2, f3, s1, s2, s3, b1"


@pytest.mark.parametrize(("key", "value"), [("item_id", "9.9"), ("party_id", "kommune")])
def test_an_answer_belongs_to_an_item_and_to_a_party_that_answers(raw, faults, key, value):
    assert [fault.path for fault in faults(changed(raw, ["responses", 3, key], value))] == [
        f"responses[3].{key}"
    ]


def test_a_type_of_party_that_the_process_does_not_have_is_refused(raw, faults):
    types = "kommune, fylkeskommune, statsforvalter, annen_myndighet, invitert"

    assert faults(changed(raw, ["parties", 1, "type"], "etat")) == [
        CaseFileFault(path="parties[1].type", reason=f"must be one of {types}")
    ]


def test_a_name_is_needed_in_one_of_the_languages(raw, faults):
    del raw["parties"][0]["name_nb"], raw["parties"][0]["name_nn"]

    assert faults(raw) == [CaseFileFault(path="parties[0]", reason="needs name_nb or name_nn")]


def test_only_parties_of_the_case_can_be_asked_and_never_the_hosts(raw, faults):
    raw["note"]["items"][0]["asks"] |= {"kommune": "Oss selv?", "ukjent": "Hvem?"}

    assert [fault.path for fault in faults(raw)] == [
        "note.items[0].asks.kommune",
        "note.items[0].asks.ukjent",
    ]


def test_an_item_can_only_concern_hosts(raw, faults):
    raw["note"]["items"][0]["host_party_ids"] = ["kollektiv"]

    assert faults(raw) == [
        CaseFileFault(
            path="note.items[0].host_party_ids", reason="«kollektiv» is no host party; known here: kommune"
        )
    ]


def test_nobody_can_have_answered_what_is_only_a_draft(raw, faults):
    raw["note"]["submitted_at"] = None

    assert [fault.path for fault in faults(raw)] == ["response_summaries[0]", "response_summaries[1]"]


def test_answers_without_any_question_are_refused(raw, faults):
    del raw["note"]

    assert {fault.path for fault in faults(raw)} >= {"response_summaries[0]", "responses[0].item_id"}


def test_one_party_answers_an_item_once(raw, faults):
    raw["responses"].append(raw["responses"][0])

    assert faults(raw) == [CaseFileFault(path="responses", reason="«fylkeskommune on 1.1» is there twice")]


def test_all_faults_are_told_not_only_the_first(raw, faults):
    raw["dialog"]["date"] = "2027-13-01"
    raw["themes"][0]["number"] = 1

    assert {fault.path for fault in faults(raw)} == {"dialog.date", "themes[0].number"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is not JSON: Expecting value at line 1, column 1"),
        (b"{", "is not JSON: Expecting property name enclosed in double quotes at line 1, column 2"),
        (b"[]", "must be an object with a dialog in it"),
        (b'"dialog"', "must be an object with a dialog in it"),
        (b"{}", "must be an object with a dialog in it"),
        (b'{"dialog": 3}', "must be an object with a dialog in it"),
        (b'{"dialog": {}, "dialog": {}}', "the key dialog is there twice in one object"),
        (b'{"dialog": NaN}', "NaN is not a number that JSON knows"),
        (b'{"a": "\xe6"}', "is not UTF-8 at byte 7; save it as UTF-8"),
        (b"[" * 100_000, "is nested too deep"),
        (b"PK\x03\x04 and nothing more", "is no zip that can be read: File is not a zip file"),
    ],
)
def test_a_file_that_is_no_case_is_refused_in_words(faults, content, reason):
    assert faults(content) == [CaseFileFault(path="", reason=reason)]


def test_a_zip_without_a_case_is_refused(faults):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("other.json", "{}")

    assert faults(packed.getvalue()) == [CaseFileFault(path="", reason="the zip holds no case.json")]


def test_a_zip_that_unpacks_to_too_much_is_refused_unread(faults):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"{number}", bytes(100_000_000))

    assert faults(packed.getvalue()) == [CaseFileFault(path="", reason="the zip unpacks to more than 300 MB")]


def test_a_byte_order_mark_does_no_harm(raw, read):
    assert read(b"\xef\xbb\xbf" + json.dumps(raw).encode()).id == "fossedal-2027-04"


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        ({"plan_type": "hyttefelt"}, "registration.plan_type", "«hyttefelt» is no choice; known here: "),
        ({"interests": ["veg", "utsikt"]}, "registration.interests", "«utsikt» is no choice; known here: "),
        ({"impact_assessment": "nei"}, "registration.impact_assessment", "must be true or false or null"),
        ({"summary": "Kort"}, "registration.summary", "unknown key; did you mean plan_summary?"),
    ],
)
def test_what_is_chosen_once_in_a_form_is_held_against_its_choices(planforum, faults, change, path, reason):
    planforum["registration"] |= change

    (fault,) = faults(planforum)

    assert fault.path == path
    assert fault.reason.startswith(reason)


def test_an_answer_to_a_question_that_was_taken_out_is_named_and_not_lost(raw, processes):
    shipped = processes["mulighetsdialog"]
    files = dict(shipped.files)
    for form, key in (("note", "summary"), ("note", "contact"), ("note", "tried"), ("response", "experts")):
        files["process.toml"] = without(files["process.toml"], form, key)
    used = {"mulighetsdialog": dataclasses.replace(definitions.judge(files), folder=shipped.folder)}
    raw["note"]["items"][1]["tried"] = ""
    raw["note"]["items"], raw["responses"] = raw["note"]["items"][:2], raw["responses"][:1]
    raw["responses"][0]["item_id"] = raw["note"]["items"][0]["id"]

    with pytest.raises(cases.CaseFault) as refused:
        cases.read(json.dumps(raw).encode(), used)

    assert [(fault.path, fault.reason.split(",")[0]) for fault in refused.value.faults] == [
        ("note.summary", "answers the question summary"),
        ("note.items[0].tried", "answers the question tried"),
        ("responses[0].expert_ids", "answers the question experts"),
    ]


def without(toml, form, key):
    """The text of a process.toml without a question."""
    for group in QuestionGroup:
        try:
            return editing.remove_field(toml, editing.QuestionPlace(form=form, group=group), key)
        except KeyError:
            continue
    raise KeyError(key)


def test_a_list_of_specialists_that_is_asked_for_as_text_is_read_as_their_names(raw, processes):
    shipped = processes["mulighetsdialog"]
    form = shipped.process.answering_form
    fields = tuple(
        dataclasses.replace(field, kind=Kind.TEXT, choices=()) if field.key == "specialists" else field
        for field in form.fields
    )
    forms = tuple(
        dataclasses.replace(one, fields=fields) if one is form else one for one in shipped.process.forms
    )
    used = dataclasses.replace(shipped, process=dataclasses.replace(shipped.process, forms=forms))

    case = cases.read(json.dumps(raw).encode(), {"mulighetsdialog": used})

    named = [sheet.values.get("specialists") for sheet in case.sheets[1:]]
    assert named
    assert all(isinstance(one, str) for one in named)


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        (Kind.YES_NO, "must be true or false"),
        (Kind.CHOICES, "«"),
        (Kind.EMAIL, "must be a text"),
    ],
)
def test_of_people_nothing_is_made_that_their_question_cannot_hold(raw, processes, kind, told):
    shipped = processes["mulighetsdialog"]
    form = shipped.process.answering_form
    fields = tuple(
        dataclasses.replace(field, kind=kind) if field.key == "experts" else field
        for field in form.item_fields
    )
    forms = tuple(
        dataclasses.replace(one, item_fields=fields) if one is form else one for one in shipped.process.forms
    )
    used = dataclasses.replace(shipped, process=dataclasses.replace(shipped.process, forms=forms))

    with pytest.raises(cases.CaseFault) as refused:
        cases.read(json.dumps(raw).encode(), {"mulighetsdialog": used})

    assert {fault.path.split(".")[-1] for fault in refused.value.faults} == {"expert_ids"}
    assert all(fault.reason.startswith(told) for fault in refused.value.faults)


@pytest.mark.parametrize(
    ("party", "role", "reason"),
    [
        (0, "guest", "«guest» is no role of a host; known here: host"),
        (1, "host", "«host» is no role of a party that is no host; known here: responder, guest"),
    ],
)
def test_a_party_plays_no_part_that_it_cannot(raw, faults, party, role, reason):
    raw["parties"][party]["process_role"] = role

    assert faults(raw) == [CaseFileFault(path=f"parties[{party}].process_role", reason=reason)]
