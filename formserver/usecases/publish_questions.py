"""Takes questions into use for new dialogs: those of the draft, or those of an earlier version again.

Running dialogs keep theirs, and the letters in use stay.
"""

from formserver.domain.refusals import NotPublishable
from formserver.storage import database, journal, process_versions, templates
from formserver.storage.process_versions import ProcessVersion
from formserver.storage.templates import TemplateVersion
from formserver.usecases import change_process, lost_names, review_questions
from formserver.usecases.actors import Actor
from formserver.usecases.change_questions import refuse_unseen
from formserver.usecases.review_questions import Review
from formserver.usecases.tools import Tools


def publish_draft(tools: Tools, actor: Actor, key: str, mark: str, note: str) -> ProcessVersion:
    """The version that new dialogs begin with from now on, made from the draft, which is gone then.

    Where a Word template in use would ask in vain and the version added last would not, that one is taken
    into use too. Raises NotFound, DraftChanged, NotPublishable.
    """
    fit = _fit(review_questions.draft(tools, key))
    with database.writing():
        review = review_questions.draft(tools, key)
        refuse_unseen(review.questions, mark)
        version = _take_into_use(tools, actor, review, fit, note)
        process_versions.drop_draft(key)
    return version


def use_earlier(tools: Tools, actor: Actor, version_id: int, mark: str, note: str) -> ProcessVersion:
    """The version that new dialogs begin with from now on, with the questions of an earlier one.

    Raises NotFound, DraftChanged, NotPublishable.
    """
    fit = _fit(review_questions.earlier(tools, version_id))
    with database.writing():
        review = review_questions.earlier(tools, version_id)
        refuse_unseen(review.questions, mark)
        return _take_into_use(tools, actor, review, fit, note)


def _fit(review: Review) -> set[int]:
    """Those of the mends that pass the whole check with the questions under review."""
    process = review.process
    if process is None or review.blocked:
        return set()
    return {one.id for one in review.mends if not lost_names.faults(process, one.place, _content(one))}


def _content(version: TemplateVersion) -> bytes:
    with database.reading():
        return templates.content(version.id)


def _take_into_use(tools: Tools, actor: Actor, review: Review, fit: set[int], note: str) -> ProcessVersion:
    if review.blocked or not {one.id for one in review.mends} <= fit:
        raise NotPublishable
    now = tools.clock()
    version = change_process.new_version(tools, actor, review.questions.in_use.key, review.files, note)
    for mend in review.mends:
        templates.use(mend.id, actor.name, now)
        facts = {
            "template": mend.id,
            "document": mend.document,
            "language": mend.language,
            "number": mend.number,
        }
        journal.note(None, "template_used", actor.name, facts, now)
    return version
