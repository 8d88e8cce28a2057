import json
from datetime import date, datetime, time
from pathlib import Path

import pytest

from formserver import cases, definitions
from formserver.cases import Attached, CaseFileFault
from formserver.domain.content import AttachmentKind
from formserver.domain.deadlines import OSLO, Override
from formserver.domain.dialog import Meeting, ProgrammeLine
from formserver.domain.words import Words

SAMPLES = sorted(Path(__file__).parent.glob("*.json"))


def roles(case):
    return {party.id: party.role for party in case.parties}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_can_be_read(read, sample):
    assert read(sample.read_bytes()).process == "mulighetsdialog"


def test_the_plan_of_a_case_is_read_whole(raw, read):
    case = read(raw)

    assert case.meeting == Meeting(
        day=date(2027, 4, 15),
        start=time(10),
        end=time(14, 30),
        place="Samfunnshuset i Fossedal, Storgata 1",
        online="Teams-lenke sendes i kalenderinnkallingen",
    )
    assert [theme.number for theme in case.themes] == [1, 4, 5]
    assert case.programme[0] == ProgrammeLine(
        at=time(10), title=Words({"nb": "Velkommen, rammer for dagen", "nn": "Velkomen, rammer for dagen"})
    )
    assert roles(case) == {
        "kommune": "host",
        "fylkeskommune": "responder",
        "statsforvalter": "responder",
        "kollektiv": "guest",
    }


def test_what_the_note_asks_and_who_wrote_it_are_read(raw, read):
    note = read(raw).sheets[0]

    assert (note.form, note.party, len(note.items)) == ("note", None, 8)
    assert note.submitted_at == datetime(2027, 3, 23, 14, 12, tzinfo=OSLO)
    assert note.submitted_by.name == "Kari Eksempel"
    assert note.values["contact"] == "Kari Eksempel, +47 00 00 00 01"
    assert note.values["approved_by"] == "Ola Prøvesen"
    assert note.items[1].values["priority"] == "2"
    assert list(note.items[1].values["asks"]) == ["fylkeskommune"]


def test_specialists_are_listed_with_the_themes_they_are_named_under(raw, read):
    response = read(raw).sheets[1]

    assert response.values["specialists"][1] == {
        "name": "Tuva Testmo",
        "title": "rådgiver, samferdsel",
        "themes": [4],
        "attendance": "room",
    }
    assert read(raw).sheets[2].items[0].values["experts"] == "Per Blindtekst, Ingrid Lorem"


def test_a_specialist_who_is_named_under_no_item_comes_without_a_theme(raw, read):
    for row in raw["responses"]:
        row["expert_ids"] = []

    assert {tuple(one["themes"]) for one in read(raw).sheets[1].values["specialists"]} == {()}


def test_whoever_is_asked_is_expected_to_answer_whatever_its_type(raw, read):
    raw["note"]["items"][0]["asks"]["kollektiv"] = "Hva koster en rute til?"

    assert roles(read(raw))["kollektiv"] == "responder"


def test_a_municipality_that_neither_hosts_nor_is_asked_is_a_guest(raw, read):
    raw["parties"].append({"id": "nabo", "type": "kommune", "name_nb": "Nordmark kommune"})

    assert roles(read(raw))["nabo"] == "guest"


def test_a_party_that_answered_unasked_is_one_of_those_who_answer(raw, read):
    raw["response_summaries"].append({"party_id": "kollektiv", "submitted_at": "2027-04-08T10:00:00Z"})

    assert roles(read(raw))["kollektiv"] == "responder"


def test_a_party_with_answers_and_no_summary_has_a_draft(raw, read):
    del raw["response_summaries"][1]

    sheets = {sheet.party: sheet for sheet in read(raw).sheets}

    assert sheets["fylkeskommune"].submitted_at is not None
    assert sheets["statsforvalter"].submitted_at is None
    assert len(sheets["statsforvalter"].items) == 7


def test_a_missing_language_falls_back_to_the_other(raw, read):
    del raw["parties"][2]["name_nn"]
    del raw["dialog"]["title_nb"]

    case = read(raw)

    assert case.parties[2].name.to("nn") == "Statsforvalteren i Fjellheim"
    assert case.title.to("nb") == "Moglegheitsdialog i Fossedal kommune"


def test_a_party_wants_its_own_language_or_else_that_of_the_dialog(raw, read):
    raw["dialog"]["document_language"] = "nn"
    raw["parties"][1]["language_decision"] = "bokmål"
    raw["parties"][3]["people"][0]["language"] = None

    case = read(raw)

    assert [party.language for party in case.parties] == ["nb", "nb", "nn", "nn"]
    assert case.parties[3].people[0].language == "nn"


def test_deadlines_that_follow_the_rule_need_nothing(raw, read):
    assert read(raw).overrides == {}


def test_a_deadline_that_differs_from_the_rule_is_the_hosts_own(raw, read):
    raw["dialog"]["deadlines"][0] |= {"effective": "2027-03-23", "reason": "Påske"}
    raw["dialog"]["deadlines"][1] |= {"time": "12:00"}

    assert read(raw).overrides == {
        "note": Override(at=datetime(2027, 3, 23, 12, tzinfo=OSLO), reason="Påske"),
        "response": Override(at=datetime(2027, 4, 8, 12, tzinfo=OSLO)),
    }


def test_a_deadline_built_on_a_moved_one_is_held_against_where_that_now_is(raw, read):
    raw["dialog"]["deadlines"][1]["effective"] = "2027-04-06"
    raw["dialog"]["deadlines"][2] |= {"nominal": None, "effective": "2027-04-07"}

    assert list(read(raw).overrides) == ["response"]


def test_a_deadline_without_a_time_has_the_rules(raw, read):
    del raw["dialog"]["deadlines"][0]["time"]

    assert read(raw).overrides == {}


def test_attachments_are_enclosed_named_or_announced(raw, read):
    raw["note"]["attachments"] = [
        {"title": "Kart", "filename": "kart.pdf", "size_bytes": 10},
        {"title": "Statistikk", "address": "https://fossedal.example.no/tall"},
        {"title": "Vurdering", "public": False},
    ]

    assert read(raw).sheets[0].attachments == (
        Attached(kind=AttachmentKind.NOT_ENCLOSED, title="Kart", file_name="kart.pdf", size=10),
        Attached(kind=AttachmentKind.ADDRESS, title="Statistikk", address="https://fossedal.example.no/tall"),
        Attached(kind=AttachmentKind.OTHER_CHANNEL, title="Vurdering"),
    )


def test_a_plan_without_a_note_is_a_case_too(raw, read):
    for key in ("meta", "labels", "status_labels", "note", "response_summaries", "responses"):
        del raw[key]

    assert read(raw).sheets == ()


def test_the_only_authority_of_its_kind_goes_by_its_short_name(raw, read):
    raw["parties"].append({"id": "sf2", "type": "statsforvalter", "name_nb": "Statsforvalteren i Havlandet"})

    short = {party.id: party.short_name.to("nb") for party in read(raw).parties}

    assert short == {
        "kommune": "Fossedal",
        "fylkeskommune": "Fylkeskommunen",
        "statsforvalter": "Statsforvalteren i Fjellheim",
        "kollektiv": "Eksempelbuss (fylkets kollektivselskap)",
        "sf2": "Statsforvalteren i Havlandet",
    }


def test_text_is_kept_as_typed_but_for_line_ends_and_what_is_blank_around_it(raw, read):
    raw["note"]["summary"] = " a\r\nb\x0bc\u2028d <&>{{ }} {_{ \u00a0e\tf čáhci 🐟 e\u0301\n"

    assert read(raw).sheets[0].values["summary"] == "a\nb\nc\nd <&>{{ }} {_{ \u00a0e\tf čáhci 🐟 é"


def test_a_question_left_empty_asks_nothing(raw, read):
    raw["note"]["items"][0]["asks"]["statsforvalter"] = "  "
    raw["note"]["items"][0]["asks"]["fylkeskommune"] = None

    assert read(raw).sheets[0].items[0].values["asks"] == {}


@pytest.mark.parametrize("key", ["mulighetsdialog", "regionalt_planforum"])
def test_the_schema_refuses_further_keys_in_every_object_it_describes(processes, key):
    schema = json.loads(cases.published(processes[key].process))

    closed = (
        False,
        {"$ref": "#/$defs/text_or_nothing"},  # the questions are keyed by party, which is checked
        {"$ref": "#/$defs/words"},  # wordings, which are not used
    )
    open_ones = [place for place, one in _objects(schema) if one.get("additionalProperties") not in closed]

    assert open_ones == []
    assert len(list(_objects(schema))) > 10


def _objects(schema, place="$"):
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield place, schema
        for key, value in schema.items():
            yield from _objects(value, f"{place}.{key}")
    elif isinstance(schema, list):
        for number, value in enumerate(schema):
            yield from _objects(value, f"{place}[{number}]")


def test_a_case_is_written_by_form_and_question_and_read_again_whole(raw, read, processes):
    case = read(raw)

    written = json.loads(cases.write(case, processes["mulighetsdialog"]))

    note, responses = written["sheets"]["note"][0], written["sheets"]["response"]
    assert note["answers"]["approved_by"] == "Ola Prøvesen"
    assert note["items"][0]["answers"]["title"] == raw["note"]["items"][0]["title"]
    assert [sheet["party_id"] for sheet in responses] == ["fylkeskommune", "statsforvalter"]
    assert read(written).sheets == case.sheets


def test_a_question_may_have_any_key_in_a_written_case(raw, read, processes):
    shipped = processes["mulighetsdialog"]
    toml = shipped.files["process.toml"].replace('key = "tried"', 'key = "theme"')
    used = definitions.judge({**shipped.files, "process.toml": toml}, shipped.folder)
    written = json.loads(cases.write(read(raw), used))
    for item in written["sheets"]["note"][0]["items"]:
        item["answers"]["theme"] = item["answers"].pop("tried")
    written["dialog"].pop("process_sha256")

    case = cases.read(json.dumps(written).encode(), {"mulighetsdialog": used})

    assert case.sheets[0].items[0].values["theme"] == raw["note"]["items"][0]["tried"]
    assert case.sheets[0].items[0].theme == 1


@pytest.mark.parametrize(
    ("change", "path", "reason"),
    [
        ({"answers": {"sumary": "x"}}, "answers.sumary", "unknown key; did you mean summary?"),
        ({"items": [{"id": "1.1", "theme": 1, "answers": {}}]}, "items[0].answers", "lacks title"),
        ({"submitted_by": "f9"}, "submitted_by", "«f9» is no person; known here: "),
        ({"party_id": "kollektiv"}, "party_id", "«kollektiv» is no host party; known here: kommune"),
    ],
)
def test_what_is_wrong_in_a_written_case_is_told_there(raw, read, faults, processes, change, path, reason):
    written = json.loads(cases.write(read(raw), processes["mulighetsdialog"]))
    written["sheets"] = {"note": [written["sheets"]["note"][0] | change]}

    told = {fault.path: fault.reason for fault in faults(written)}

    assert told[f"sheets.note[0].{path}"].startswith(reason)


def test_the_form_that_asks_has_one_sheet(raw, read, faults, processes):
    written = json.loads(cases.write(read(raw), processes["mulighetsdialog"]))
    written["sheets"]["note"] *= 2

    assert faults(written) == [CaseFileFault(path="sheets.note", reason="must hold 1 at most")]


@pytest.mark.parametrize(("elsewhere", "named"), [("", {"packet.nb": "ab12"}), ("0" * 64, {})])
def test_word_templates_go_with_the_version_of_the_process_that_they_were_used_with(
    raw, read, processes, elsewhere, named
):
    raw["dialog"]["process_sha256"] = elsewhere or processes["mulighetsdialog"].sha256
    raw["dialog"]["template_sha256s"] = {"packet.nb": "ab12", "packet.nn": None}

    assert read(raw).template_sha256s == named


def test_what_must_stand_on_one_line_does(raw, read):
    raw["note"]["items"][0]["title"] = "Hus\r\nBcc: odd@example.no"
    raw["dialog"]["title_nb"] = "Dialog\ni Fossedal"
    raw["parties"][0]["people"][0]["name"] = "Kari\tEksempel"

    case = read(raw)

    assert case.sheets[0].items[0].values["title"] == "Hus Bcc: odd@example.no"
    assert (case.title.to("nb"), case.parties[0].people[0].name) == ("Dialog i Fossedal", "Kari Eksempel")


def test_a_case_of_the_second_process_is_read_in_the_kinds_of_its_fields(planforum, read):
    registration, county = read(planforum).sheets[:2]

    assert (registration.form, county.form) == ("registration", "signal")
    assert registration.values["interests"] == ["dyrka_jord", "strandsone", "veg", "flom_og_skred"]
    assert registration.values["impact_assessment"] is True
    assert registration.values["presenters"][1] == {
        "name": "Trym Kladd",
        "title": "arealplanlegger, Skisse og Strek AS",
        "themes": [4],
        "attendance": "online",
    }
    assert county.values["wants_meeting"] is True
    assert county.items[0].values["signal_level"] == "kan_tilpasses"
