"""Takes questions into use for new dialogs: those of the draft, or those of an earlier version again.

Running dialogs keep theirs, and the letters in use stay. Where a Word template in use would ask in vain, the
version that was chosen in its place is taken into use along with them.
"""

import dataclasses
from collections.abc import Collection

from formserver.storage import database, journal, process_versions, templates
from formserver.storage.process_versions import ProcessVersion
from formserver.storage.templates import TemplateVersion
from formserver.usecases.actors import Actor
from formserver.usecases.processes import change_process
from formserver.usecases.questions import review_questions
from formserver.usecases.questions.change_questions import refuse_unseen
from formserver.usecases.questions.lost_names import Loss
from formserver.usecases.questions.review_questions import Review
from formserver.usecases.tools import Tools


def publish_draft(
    tools: Tools, actor: Actor, key: str, mark: str, note: str, chosen: Collection[int] = ()
) -> ProcessVersion:
    """The version that new dialogs begin with from now on, made from the draft, which is gone then.

    `chosen` are versions of Word templates. Raises NotFound, DraftChanged, NotPublishable, TooBusy.
    """
    judged = review_questions.draft(tools, key)
    with database.writing():
        review = review_questions.draft_seen(tools, key)
        refuse_unseen(review.questions, mark)
        version = _take_into_use(tools, actor, review, _mends(judged, review, chosen), note)
        process_versions.drop_draft(key)
    return version


def use_earlier(
    tools: Tools, actor: Actor, version_id: int, mark: str, note: str, chosen: Collection[int] = ()
) -> ProcessVersion:
    """The version that new dialogs begin with from now on, with the questions of an earlier one.

    `chosen` are versions of Word templates. Raises NotFound, DraftChanged, NotPublishable, TooBusy.
    """
    judged = review_questions.earlier(tools, version_id)
    with database.writing():
        review = review_questions.earlier_seen(tools, version_id)
        refuse_unseen(review.questions, mark)
        return _take_into_use(tools, actor, review, _mends(judged, review, chosen), note)


def _mends(judged: Review, now: Review, chosen: Collection[int]) -> tuple[TemplateVersion, ...]:
    """The chosen versions, judged for what would be lost now. Raises NotPublishable."""
    fitting = {_asked(loss): loss.candidates for loss in judged.lost}
    lost = tuple(dataclasses.replace(loss, candidates=fitting.get(_asked(loss), ())) for loss in now.lost)
    return dataclasses.replace(now, lost=lost).mends(chosen)


def _asked(loss: Loss) -> tuple[object, ...]:
    return loss.place, loss.version, loss.names


def _take_into_use(
    tools: Tools, actor: Actor, review: Review, mends: Collection[TemplateVersion], note: str
) -> ProcessVersion:
    now = tools.clock()
    version = change_process.new_version(tools, actor, review.questions.in_use.key, review.files, note)
    for mend in mends:
        templates.use(mend.id, actor.name, now)
        facts = {
            "template": mend.id,
            "document": mend.document,
            "language": mend.language,
            "number": mend.number,
        }
        journal.note(None, "template_used", actor.name, facts, now)
    return version
