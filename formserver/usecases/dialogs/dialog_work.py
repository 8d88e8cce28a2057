"""Worker: does what is due in the dialogs, a piece at a time. What a piece is, those that do it say.

The facts are the list of what is to be done; `due_dialogs` only says in which dialog to look.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from formserver.domain import moments
from formserver.domain.deadlines import OSLO
from formserver.domain.dialog import Dialog
from formserver.storage import attempts, database, dialogs, due_dialogs
from formserver.storage.attempts import FailedWork, WorkKey
from formserver.usecases import attempt
from formserver.usecases.dialogs import send_reminders
from formserver.usecases.documents import (
    compile_packet,
    compile_supplement,
    document_failures,
    publish_submission,
    tell_given_up,
)
from formserver.usecases.due_work import DueWork, WorkKind
from formserver.usecases.tools import Tools

# In the order in which the pieces of one dialog are done.
KINDS: tuple[Callable[[Dialog, datetime], Iterable[DueWork]], ...] = (
    publish_submission.due,
    compile_packet.due,
    compile_supplement.due,
    send_reminders.due,
)


def begin(tools: Tools) -> None:
    """For a worker that starts: the program may have other rules now, or mended what was given up."""
    today = tools.clock().astimezone(OSLO).date()
    with database.writing():
        due_dialogs.look_at_all(today - dialogs.RUNS_AFTER_MEETING)
        attempts.try_what_was_given_up()


def do_next(tools: Tools) -> bool:
    """Does the piece of work that is due; says whether there was one.

    Pieces that were never tried come before those that failed.
    """
    while (dialog_id := _due_dialog(tools)) is not None:
        if _looked(tools, dialog_id, tries=1):
            return True
    with database.reading():
        failed = attempts.first_due(tools.clock())
    if failed is None:
        return False
    _try_again(tools, failed)
    return True


def due(dialog: Dialog, now: datetime) -> list[DueWork]:
    """All that is due in a dialog. Called inside a transaction."""
    return [work for kind in KINDS for work in kind(dialog, now)]


def _due_dialog(tools: Tools) -> int | None:
    with database.reading():
        return due_dialogs.first(tools.clock())


def _looked(tools: Tools, dialog_id: int, tries: int) -> bool:
    """Does the first piece of a dialog that was never tried; says whether there was one."""
    look = _Look(tools, dialog_id, tries)
    attempt.attempt(tools, look)
    if look.found is not None:
        attempt.attempt(tools, _Piece(tools, look.found, tries=1))
    return look.found is not None


def _try_again(tools: Tools, failed: FailedWork) -> None:
    if failed.kind == WorkKind.LOOK:
        _looked(tools, failed.dialog_id, failed.tries + 1)
    else:
        attempt.attempt(tools, _Piece(tools, failed.key, failed.tries + 1))


class _Piece:
    """A piece of work in a dialog; one that is no longer due is done."""

    def __init__(self, tools: Tools, key: WorkKey, tries: int) -> None:
        self._tools, self._key, self._tries = tools, key, tries

    @property
    def tries(self) -> int:
        return self._tries

    def do(self) -> None:
        with database.reading():
            found = due(dialogs.get(self._key.dialog_id), self._tools.clock())
        for work in found:
            if work.key == self._key:
                work.do(self._tools)

    def done(self) -> None:
        attempts.forget(self._key)

    def failed(self, fault: Exception, next_try_at: datetime | None) -> None:
        attempts.note(self._what_failed(fault, next_try_at))

    def tell(self, fault: Exception) -> None:
        tell_given_up.tell(self._tools, self._what_failed(fault, None))

    def _what_failed(self, fault: Exception, next_try_at: datetime | None) -> FailedWork:
        reason = document_failures.kept(fault)
        return FailedWork(**self._key._asdict(), tries=self._tries, reason=reason, next_try_at=next_try_at)


class _Look(_Piece):
    """Seeing what is due in a dialog. `found` is the first piece that was never tried, None without one."""

    def __init__(self, tools: Tools, dialog_id: int, tries: int) -> None:
        super().__init__(tools, WorkKey(dialog_id, WorkKind.LOOK, ""), tries)
        self.found: WorkKey | None = None

    def do(self) -> None:
        now, dialog_id = self._tools.clock(), self._key.dialog_id
        with database.writing():  # so that nothing changes between the look and what it leads to
            dialog = dialogs.get(dialog_id)
            tried = {failed.key for failed in attempts.of_dialog(dialog_id)}
            fresh = (work.key for work in due(dialog, now) if work.key not in tried)
            self.found = next(fresh, None)
            if self.found is None:
                due_dialogs.look_again(dialog_id, moments.next_moment(dialog, now))

    def failed(self, fault: Exception, next_try_at: datetime | None) -> None:
        due_dialogs.look_again(self._key.dialog_id, None)
        super().failed(fault, next_try_at)
