"""Keeps what a release leaves behind: `python -m tests.releases.make` makes a folder of its version.

It holds each shipped process as a zip of its text files, and the database of an instance with some dialogs.
What is once kept is never made anew: later programs must read it as it is.
"""

import io
import lzma
import tempfile
import zipfile
from datetime import timedelta
from pathlib import Path

import formserver
from formserver import cases
from formserver.definitions import Definition
from formserver.domain.questions import QuestionGroup
from formserver.storage import database
from formserver.storage.engine import connection
from formserver.usecases.cases import import_dialog
from formserver.usecases.dialogs import invite
from formserver.usecases.letters import change_letter
from formserver.usecases.letters.change_letter import TypedLetter, fingerprint
from formserver.usecases.processes import letters_in_use
from formserver.usecases.processes.letters_in_use import LetterPlace
from formserver.usecases.questions import change_questions, read_questions
from formserver.usecases.questions.change_questions import Where
from tests.usecases import house as houses
from tests.usecases.house import House

FOLDER = Path(__file__).parent
DATABASE = "formserver.sqlite3.xz"
PLANFORUM = Path(formserver.__file__).parent / "demo" / "cases" / "elvdal.json"
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    """Make the folder of this release. Raises FileExistsError where there is one."""
    folder = FOLDER / formserver.__version__
    folder.mkdir()
    with tempfile.TemporaryDirectory() as instance:
        house = houses.build(Path(instance) / "house")
        for key, definition in house.tools.definitions.items():
            (folder / f"{key}.zip").write_bytes(_zipped(definition))
        _live(house)
        kept = Path(instance) / "kept.sqlite3"
        database.backup(kept, {})
        connection.close()
        (folder / DATABASE).write_bytes(lzma.compress(kept.read_bytes(), preset=9))


def _zipped(definition: Definition) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, text in sorted(definition.files.items()):
            archive.writestr(zipfile.ZipInfo(path, LONG_AGO), text, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _live(house: House) -> None:
    """Four dialogs: planned, asked, one of whose two agencies has answered, and one of the second process.

    Ada has changed a letter since, and begun to change the questions.
    """
    house.plan(title="Planlagt").dialog_id = 0
    house.plan(title="Spurt").asked().dialog_id = 0
    house.items.clear()
    house.plan(title="Delvis besvart").asked().answer(house.county)
    house.work()
    case = cases.read(PLANFORUM.read_bytes(), house.tools.definitions)
    invite.invite(house.tools, house.actor, import_dialog.import_dialog(house.tools, case, house.ada))
    house.clock.advance(timedelta(hours=1))
    _change(house)


def _change(house: House) -> None:
    place = LetterPlace(process="mulighetsdialog", letter="note_receipt", language="nb")
    text = letters_in_use.of_process(house.tools, place.process).text(place)
    typed = TypedLetter(subject=text.subject, body=f"Hei!\n\n{text.body}", note="", seen=fingerprint(text))
    change_letter.save_letter(house.tools, house.actor, place, typed)
    found = read_questions.read(house.tools, place.process)
    where = Where(process=place.process, form="note", group=QuestionGroup.ONCE, mark=found.mark)
    change_questions.move_question(house.tools, house.actor, where, "contact", -1)


if __name__ == "__main__":
    main()
