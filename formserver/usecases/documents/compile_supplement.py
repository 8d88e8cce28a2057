"""Worker: sends what is submitted after the packet, as a numbered supplement with only what is new."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from formserver import i18n
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Dialog
from formserver.domain.packet import Packet, only_new
from formserver.storage import database, dialogs, documents
from formserver.storage.attempts import WorkKey
from formserver.usecases.documents import make_document
from formserver.usecases.documents.make_document import DocumentSource
from formserver.usecases.documents.send_document import Sending
from formserver.usecases.due_work import DueWork, WorkKind
from formserver.usecases.tools import Tools


def due(dialog: Dialog, now: datetime) -> Iterator[DueWork]:
    """The supplement, when there is something new and the meeting is not long past."""
    over = dialog.meeting.day + dialogs.RUNS_AFTER_MEETING < now.astimezone(OSLO).date()
    if dialog.taken_into_use_at and not over and news(dialog):
        key = WorkKey(dialog.id, WorkKind.DOCUMENT, dialog.process.supplement.key)
        yield DueWork(key=key, do=partial(_compile, dialog=dialog))


def news(dialog: Dialog) -> tuple[int, ...]:
    """The submissions that stand and are in no packet or supplement, by id; none before the packet."""
    if not dialog.packet or dialog.cancelled_at:
        return ()
    kinds = {dialog.process.packet.key, dialog.process.supplement.key}
    told = {held for document in dialog.documents if document.kind in kinds for held in document.holds}
    return tuple(sheet.latest.id for sheet in dialog.sheets if sheet.latest and sheet.latest.id not in told)


def _compile(tools: Tools, *, dialog: Dialog) -> None:
    kind = dialog.process.supplement
    source = make_document.read(dialog.id, kind)
    new_ids = news(source.dialog)
    if not new_ids:
        return  # another worker was first
    with database.reading():
        number = documents.next_number(dialog.id, kind.key)
    whole = make_document.packet(tools, source, kind, number)
    new = [one.party.id for one in source.answers if one.fact.id in new_ids and one.party]
    filled = only_new(whole, new, asking_is_new=bool(source.asked and source.asked.fact.id in new_ids))
    _send(tools, filled, *make_document.made(tools, source, filled))


def _send(tools: Tools, filled: Packet, source: DocumentSource, word: bytes) -> None:
    new_ids = news(source.dialog)
    with database.writing():
        if set(news(dialogs.get(source.dialog.id))) != set(new_ids):
            return  # something came or was told meanwhile: the next round sees it
        sending = Sending.freeze(tools, source, filled, word, holds=new_ids)
        asking_is_new = bool(source.asked and source.asked.fact.id in new_ids)
        sending.to_everybody(lambda language: {"changes": _lines(filled, asking_is_new, language)})


def _lines(filled: Packet, asking_is_new: bool, language: str) -> list[str]:
    lines = [
        i18n.say_as(filled.dialog.process, language, "change.late_answer", party=one.party.name.to(language))
        for one in filled.answers
        if one.party
    ]
    form = filled.dialog.process.asking_form
    if asking_is_new:
        words = filled.dialog.process.words[f"forms.{form.key}.definite"].to(language)
        lines.insert(0, i18n.say(language, "change.form_corrected", form=words))
    return lines
