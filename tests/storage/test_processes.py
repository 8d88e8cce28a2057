"""Process definitions, Word templates and files: kept once, pinned, never changed."""

import dataclasses
import hashlib
from pathlib import Path

import pytest

from formserver.definitions import Definition
from formserver.domain.refusals import NotFound
from formserver.storage import (
    database,
    dialogs,
    files,
    process_versions,
    processes,
    template_checks,
    templates,
)
from formserver.storage.engine import connection
from formserver.storage.process_versions import ProcessDraft
from formserver.storage.templates import TemplatePlace, TemplateVersion
from tests.storage.planned import MINUTE, NOW, Case

PACKET = TemplatePlace(process="mulighetsdialog", document="packet", language="nb")


def test_a_definition_is_kept_once_and_read_back_whole(path: Path, definition: Definition) -> None:
    with database.writing():
        first, again = (processes.pin(definition, NOW) for _ in range(2))

        assert first == again
        assert processes.get(first) == definition.process
        assert processes.files(first) == definition.files


def test_a_dialog_keeps_its_process_when_a_newer_one_comes(case: Case, definition: Definition) -> None:
    newer = changed(definition)
    with database.writing():
        old = dialogs.get(case.dialog).process
        number = processes.pin(newer, NOW + MINUTE)
        kept = dialogs.get(case.dialog).process

        assert processes.get(number) == newer.process
        assert (old, kept) == (definition.process, definition.process)


def test_a_process_is_parsed_once(process: int, definition: Definition) -> None:
    with database.reading():
        first = processes.get(process)
        asked: list[object] = []
        connection.bound().query_hooks.append(asked.append)
        again = processes.get(process)

    connection.bound().query_hooks.clear()
    assert again is first
    assert len(asked) == 1


def test_a_process_that_is_not_there_is_not_found(path: Path) -> None:
    with database.reading():
        with pytest.raises(NotFound):
            processes.get(1)
        with pytest.raises(NotFound):
            processes.files(1)


def test_template_versions_are_counted_by_document_and_language(path: Path) -> None:
    with database.writing():
        first = add(b"en")
        second = add(b"to")
        nynorsk = add(b"en", language="nn")

        assert first == TemplateVersion(
            id=first.id,
            process="mulighetsdialog",
            document="packet",
            language="nb",
            number=1,
            sha256=hashlib.sha256(b"en").hexdigest(),
            added_at=NOW,
            by="Ada",
            note="ny logo",
        )
        assert [second.number, nynorsk.number] == [2, 1]
        assert templates.latest(PACKET) == second
        assert templates.versions(PACKET) == [second, first]
        assert templates.latest(dataclasses.replace(PACKET, document="note")) is None


def test_the_same_bytes_as_the_latest_make_no_new_version(path: Path) -> None:
    with database.writing():
        first, again, other, back = (add(content) for content in (b"en", b"en", b"to", b"en"))

    assert again == first
    assert [other.number, back.number] == [2, 3]


def test_a_dialog_uses_the_versions_it_pinned(case: Case) -> None:
    with database.writing():
        first, nynorsk, second = add(b"en"), add(b"ein", language="nn"), add(b"to")
        templates.pin(case.dialog, [first.id, nynorsk.id])
        before = templates.of_dialog(case.dialog, "packet", "nb")
        templates.pin(case.dialog, [second.id])

        assert before == (first, b"en")
        assert templates.of_dialog(case.dialog, "packet", "nb") == (second, b"to")
        assert templates.of_dialog(case.dialog, "packet", "nn") == (nynorsk, b"ein")


def test_a_dialog_without_a_pinned_version_has_none(case: Case) -> None:
    with database.writing():
        add(b"en")

        with pytest.raises(NotFound):
            templates.of_dialog(case.dialog, "packet", "nb")
        with pytest.raises(NotFound):
            templates.pin(case.dialog, [99])


def test_the_same_bytes_are_kept_once(path: Path) -> None:
    with database.writing():
        names = [files.keep(content) for content in (b"Notat\x00\xff", b"Notat\x00\xff", b"")]

        assert names[0] == names[1] == hashlib.sha256(b"Notat\x00\xff").hexdigest()
        assert [files.content(name) for name in names] == [b"Notat\x00\xff", b"Notat\x00\xff", b""]
        assert [files.size(name) for name in names] == [7, 7, 0]
        assert connection.execute("SELECT count(*) FROM file") == [(2,)]


def test_a_file_that_is_not_there_is_not_found(path: Path) -> None:
    with database.reading():
        for look in (files.content, files.size):
            with pytest.raises(NotFound):
                look("0" * 64)


def test_new_dialogs_get_the_version_chosen_last_else_the_one_shipped_last(path: Path) -> None:
    with database.writing():
        shipped, own, newer = add(b"en", by=""), add(b"to"), add(b"tre", by="")
        unchosen = templates.in_use(PACKET)
        templates.use(own.id, "Ada", NOW)
        chosen = templates.in_use(PACKET)
        templates.use(shipped.id, "Ada", NOW + MINUTE)

        assert (unchosen, chosen, templates.in_use(PACKET)) == (newer, own, shipped)


def test_without_any_shipped_version_none_is_in_use(path: Path) -> None:
    with database.writing():
        add(b"en")

        with pytest.raises(NotFound):
            templates.in_use(PACKET)
        with pytest.raises(NotFound):
            process_versions.in_use("mulighetsdialog")


def test_a_shipped_version_is_kept_beside_an_own_one_with_the_same_bytes(path: Path) -> None:
    with database.writing():
        own, shipped, again = add(b"en"), add(b"en", by=""), add(b"en", by="")

    assert (own.number, shipped.number, again) == (1, 2, shipped)


def test_what_a_check_found_is_kept_for_one_definition(path: Path, process: int) -> None:
    with database.writing():
        version = add(b"en")
        template_checks.record(version.id, process, [{"kind": "macros"}], NOW)
        first = template_checks.findings(version.id, process)
        template_checks.record(version.id, process, [], NOW + MINUTE)

        assert first == [{"kind": "macros"}]
        assert template_checks.findings(version.id, process) == []
        assert template_checks.findings(version.id, process + 1) is None
        assert template_checks.found_by_definition(version.id) == {process: []}


def test_versions_of_a_definition_are_counted_and_the_one_chosen_last_is_in_use(process: int) -> None:
    with database.writing():
        first = process_versions.add("mulighetsdialog", process, "", "", NOW)
        second = process_versions.add("mulighetsdialog", process, "Ada", "ny tekst", NOW)
        shipped = process_versions.in_use("mulighetsdialog")
        process_versions.use(second.id, "Ada", NOW)

        assert (first.number, second.number, second.shipped) == (1, 2, False)
        assert (shipped, process_versions.in_use("mulighetsdialog")) == (first, second)


def test_one_draft_of_a_definition_is_kept_until_it_is_dropped(process: int) -> None:
    with database.writing():
        base = process_versions.add("mulighetsdialog", process, "", "", NOW)
        draft = ProcessDraft(
            key="mulighetsdialog", base_id=base.id, files={"a": "b"}, version=1, changed_at=NOW, by="Ada"
        )
        newer = dataclasses.replace(draft, files={"a": "c"}, version=2)
        process_versions.save_draft(draft)
        process_versions.save_draft(newer)
        kept = process_versions.draft("mulighetsdialog")
        process_versions.drop_draft("mulighetsdialog")

        assert kept == newer
        assert process_versions.draft("mulighetsdialog") is None


def add(content: bytes, language: str = "nb", by: str = "Ada") -> TemplateVersion:
    return templates.add(dataclasses.replace(PACKET, language=language), content, by, "ny logo", NOW)


def changed(definition: Definition) -> Definition:
    """The same process with another name."""
    text = definition.files["process.toml"].replace("Mulighetsdialog", "Mulighetsdialogen")
    files = {**definition.files, "process.toml": text}
    from formserver import definitions

    assert text != definition.files["process.toml"]
    return dataclasses.replace(
        definition, process=definitions.judge(files).process, files=files, sha256="f" * 64
    )
