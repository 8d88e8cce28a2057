"""A version of a Word template is tried on real dialogs before use, and on one before that is moved."""

import pytest

from formserver.documents.check import run_check
from formserver.domain.refusals import FailsOnDialogs, NotFound, TemplateFaulty
from formserver.storage import database, process_versions, templates
from formserver.storage.templates import TemplatePlace, TemplateVersion
from formserver.usecases.dialogs import change_parties
from formserver.usecases.processes import change_process, process_in_use
from formserver.usecases.templates import preview_template, try_template, upload_template, use_template
from tests.support import word
from tests.usecases.house import House

KEY = "mulighetsdialog"
PACKET = TemplatePlace(process=KEY, document="packet", language="nb")
RESPONSE = TemplatePlace(process=KEY, document="response", language="nb")
FAILS = "{% if dialog.title == 'Mulighetsdialog' %}{{ responses[9].party }}{% endif %}"


def upload(house: House, text: str, place: TemplatePlace = PACKET) -> TemplateVersion:
    """The version in use with a paragraph more."""
    with database.reading():
        before = templates.content(templates.in_use(place).id)
    paragraph = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    content = word.changed(before, lambda xml: xml.replace("<w:body>", paragraph, 1))
    return upload_template.upload_template(house.tools, house.actor, place, content, "")


def use(house: House, version: TemplateVersion, *, anyway: bool = False) -> None:
    use_template.use_template(house.tools, house.actor, version.id, anyway=anyway)


def in_use(place: TemplatePlace = PACKET) -> int:
    with database.reading():
        return templates.in_use(place).number


def test_a_version_that_fails_on_a_real_dialog_is_told_and_not_used(house: House) -> None:
    house.asked()
    house.answer(house.county)
    version = upload(house, FAILS)

    with pytest.raises(FailsOnDialogs) as refused:
        use(house, version)

    (failure,) = refused.value.facts["failures"]  # type: ignore[misc]
    assert failure.dialog_id == house.dialog_id
    assert [one.kind for one in failure.findings] == ["missing_when_empty"]
    assert in_use() == 1


def test_who_knows_better_uses_it_all_the_same_and_going_back_to_it_is_not_hindered(house: House) -> None:
    house.asked()
    version = upload(house, FAILS)
    use(house, version, anyway=True)
    with database.reading():
        shipped = templates.versions(PACKET)[-1]

    use(house, shipped)
    use(house, version)

    assert in_use() == 2


@pytest.mark.parametrize("change", [{"language": "nn"}, {"title": "Møte"}])
def test_only_dialogs_that_make_the_document_from_it_and_have_answers_are_tried(
    house: House, change: dict[str, str]
) -> None:
    house.plan()  # nothing was submitted
    house.plan(**change).asked()

    use(house, upload(house, FAILS))

    assert in_use() == 2


def test_dialogs_with_other_questions_hinder_nothing(house: House) -> None:
    house.asked()
    files = dict(process_in_use.definition(house.tools, KEY).files)
    files["process.toml"] = files["process.toml"].replace('key = "tried"', 'key = "attempts"')
    change_process.new_version(house.tools, house.actor, KEY, files, "")
    with database.reading():
        assert process_versions.in_use(KEY).number == 2
        asking = templates.content(templates.in_use(PACKET).id)
    fit = word.changed(asking, lambda xml: xml.replace("item.tried", "item.attempts"))
    version = upload_template.upload_template(house.tools, house.actor, PACKET, fit, "")

    use(house, version)

    assert in_use() == 2


def test_the_last_three_dialogs_are_tried(house: House) -> None:
    for number in range(4):
        house.dialog_id = 0
        house.plan(title=f"Dialog {number}").asked()
    version = upload(house, FAILS.replace("== 'Mulighetsdialog'", "!= ''"))

    failures = try_template.on_last(house.tools, version.id)

    titles = [one.title.to("nb") for one in failures]
    assert [title.split(" i ")[0] for title in titles] == ["Dialog 3", "Dialog 2", "Dialog 1"]


def test_a_document_that_takes_too_long_with_real_answers_is_ended(house: House) -> None:
    house.asked()

    assert [one.kind for one in run_check.filled(b"", [], wall=0.0)] == ["too_heavy"]


def of_governor(house: House) -> str:
    name = house.governor.name.to("nb")
    return f"{{% if response.party == '{name}' %}}{{{{ responses[9].party }}}}{{% endif %}}"


def both_answered(house: House) -> None:
    house.asked()
    house.answer(house.county)
    house.answer(house.governor)


def test_a_dialog_is_not_moved_to_a_version_that_fails_on_the_answer_of_one_party(house: House) -> None:
    both_answered(house)
    version = upload(house, of_governor(house), RESPONSE)

    with pytest.raises(TemplateFaulty):
        use_template.move_dialog(house.tools, house.actor, version.id, house.dialog_id)
    assert [one.dialog_id for one in try_template.on_last(house.tools, version.id)] == [house.dialog_id]


def test_the_document_of_each_party_is_shown(house: House) -> None:
    both_answered(house)
    version = upload(house, "Svar fra {{ response.party }}", RESPONSE)
    kind = house.dialog.process.document("response")

    def shown(party_id: int | None) -> str:
        found = preview_template.preview_template(house.tools, version.id, house.dialog_id, party_id)
        return word.paragraphs(found[1])[0]

    assert preview_template.answered(house.dialog, kind) == (house.county, house.governor)
    assert shown(None) == shown(house.county.id) == f"Svar fra {house.county.name.to('nb')}"
    assert shown(house.governor.id) == f"Svar fra {house.governor.name.to('nb')}"
    with pytest.raises(NotFound):
        shown(house.host.id)


def test_a_document_about_everybody_is_no_partys_own(house: House) -> None:
    both_answered(house)

    assert preview_template.answered(house.dialog, house.dialog.process.document("packet")) == ()


def test_the_answer_of_a_party_that_was_withdrawn_is_not_shown(house: House) -> None:
    house.asked()
    house.answer(house.county)
    change_parties.remove_party(house.tools, house.actor, house.dialog_id, house.county.id)

    assert not preview_template.can_show(house.dialog, house.dialog.process.document("response"))
