"""Which Word templates in use ask for the answer to one question of the draft. Changes nothing."""

from formserver import definitions
from formserver.definitions import editing
from formserver.domain.refusals import NotFound
from formserver.storage import database
from formserver.usecases.questions import lost_names, read_questions
from formserver.usecases.questions.change_questions import PROCESS_FILE, Where
from formserver.usecases.questions.lost_names import Loss
from formserver.usecases.tools import Tools


def templates_asking(tools: Tools, where: Where, key: str) -> tuple[Loss, ...]:
    """What would be lost without the question; nothing for one that the product cannot do without.

    Raises NotFound.
    """
    with database.reading():
        found = read_questions.read(tools, where.process)
        files = found.drafted_files
        try:
            without = editing.remove_field(files[PROCESS_FILE], where.place, key)
        except KeyError:
            raise NotFound(kind="question", id=key) from None
        wanted = definitions.read({**files, PROCESS_FILE: without}).process
        return lost_names.between(found.process, wanted)
