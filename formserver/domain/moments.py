"""When something comes due in a dialog by time alone, so that the worker can leave it until then."""

from datetime import datetime, timedelta

from formserver.domain import progress, reminders
from formserver.domain.dialog import Dialog

JUST_AFTER = timedelta(microseconds=1)  # a deadline is over when its moment has passed, not at it


def next_moment(dialog: Dialog, now: datetime) -> datetime | None:
    """The first moment after `now` at which a reminder, the packet or word of a missed deadline may be due.

    None where nothing comes by itself: then only a change in the dialog can make something due.
    """
    if dialog.cancelled_at or not dialog.taken_into_use_at or now >= dialog.meeting.ends:
        return None
    missed = (progress.deadline_of(dialog, form).at + JUST_AFTER for form in dialog.process.forms)
    all_of_them = {*reminders.upcoming(dialog, now), progress.packet_deadline(dialog).at, *missed}
    return min((at for at in all_of_them if at > now), default=None)
