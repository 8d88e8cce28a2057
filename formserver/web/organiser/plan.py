"""The plan of a dialog: everything on one page, each part changed on a page of its own."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver.domain import deadlines, progress, workdays
from formserver.domain.deadlines import OSLO, Deadline
from formserver.domain.refusals import DeadlineNotBeforeMeeting, DeadlineOutOfOrder, NotFound
from formserver.domain.workdays import DayOff
from formserver.forms import planning
from formserver.forms.planning import MeetingForm, OverrideForm, TitleForm
from formserver.usecases.dialogs import change_dialog
from formserver.usecases.dialogs.change_dialog import DeadlinePreview
from formserver.web import guards, pages
from formserver.web.organiser.door import door
from formserver.web.organiser.words import board_words


@door.get("/dialog/<int:dialog_id>/plan")
def plan(dialog_id: int) -> ResponseReturnValue:  # noqa: ARG001 - the guard has read the dialog
    """Show the whole plan, what it lacks, and every deadline."""
    dialog = guards.dialog()
    return pages.render(
        "organiser/plan.html",
        dialog=dialog,
        dates=change_dialog.preview_deadlines(dialog.process, dialog.meeting.day, dialog.overrides),
        day_off=workdays.day_off(dialog.meeting.day),
        lacks=board_words.lacks(dialog),
    )


@door.get("/dialog/<int:dialog_id>/plan/title")
def title(dialog_id: int) -> ResponseReturnValue:  # noqa: ARG001
    """Show title and document language."""
    dialog = guards.dialog()
    values = {"title": dialog.title.to(dialog.language), "documents": dialog.language}
    form = TitleForm(language=pages.language(), values=values)
    return pages.render("organiser/title.html", dialog=dialog, form=form)


@door.post("/dialog/<int:dialog_id>/plan/title")
def change_title(dialog_id: int) -> ResponseReturnValue:
    """Change title and document language."""
    dialog = guards.dialog()
    form = TitleForm(request.form, language=pages.language())
    if not form.validate():
        return pages.render("organiser/title.html", dialog=dialog, form=form), 422
    words = planning.retold(dialog.title, dialog.language, form.title.data)
    change_dialog.change_title(pages.tools(), guards.actor(), dialog_id, words, form.documents.data)
    return to_plan(dialog_id)


@door.get("/dialog/<int:dialog_id>/plan/meeting")
def meeting(dialog_id: int) -> ResponseReturnValue:
    """Show when and where; once people are invited, a meeting is moved instead."""
    dialog = guards.dialog()
    if dialog.taken_into_use_at:
        return redirect(url_for("organiser.move", dialog_id=dialog_id), 303)
    values = planning.meeting_values(dialog.meeting)
    return _meeting_page(MeetingForm(language=pages.language(), values=values, now=pages.tools().clock()))


@door.post("/dialog/<int:dialog_id>/plan/meeting")
def plan_meeting(dialog_id: int) -> ResponseReturnValue:
    """Change when and where; the deadlines follow."""
    form = MeetingForm(request.form, language=pages.language(), now=pages.tools().clock())
    if not form.validate():
        return _meeting_page(form), 422
    if request.form.get("action") == "show":
        dialog = guards.dialog()
        return _meeting_page(
            form, change_dialog.preview_deadlines(dialog.process, form.day.data, dialog.overrides)
        )
    change_dialog.plan_meeting(pages.tools(), guards.actor(), dialog_id, form.meeting)
    return to_plan(dialog_id, "dates")


@door.get("/dialog/<int:dialog_id>/plan/deadline/<key>")
def deadline(dialog_id: int, key: str) -> ResponseReturnValue:  # noqa: ARG001
    """Show one deadline, to be set by hand."""
    found = _deadline(key)
    at = found.at.astimezone(OSLO)
    reason = found.override.reason if found.override else ""
    values = {"day": at.date(), "clock": at.time(), "reason": reason}
    return _deadline_page(found, OverrideForm(language=pages.language(), values=values))


@door.post("/dialog/<int:dialog_id>/plan/deadline/<key>")
def override_deadline(dialog_id: int, key: str) -> ResponseReturnValue:
    """Set one deadline by hand."""
    found = _deadline(key)
    form = OverrideForm(request.form, language=pages.language())
    if not form.validate() or not _overridden(form, dialog_id, key):
        return _deadline_page(found, form), 422
    return to_plan(dialog_id, "dates")


@door.post("/dialog/<int:dialog_id>/plan/deadline/<key>/rule")
def follow_rule(dialog_id: int, key: str) -> ResponseReturnValue:
    """Let one deadline follow its rule again."""
    _deadline(key)
    change_dialog.override_deadline(pages.tools(), guards.actor(), dialog_id, key, None, "")
    return to_plan(dialog_id, "dates")


def to_plan(dialog_id: int, part: str | None = None) -> ResponseReturnValue:
    """Back to the plan after something was changed, at one of its parts."""
    flash(pages.say("done.saved"))
    return redirect(url_for("organiser.plan", dialog_id=dialog_id, _anchor=part), 303)


def day_off(form: MeetingForm, dates: DeadlinePreview | None) -> DayOff | None:
    """Why the day of a valid form is no working day, when its deadlines are shown; else None."""
    return workdays.day_off(form.day.data) if dates else None


def _meeting_page(form: MeetingForm, dates: DeadlinePreview | None = None) -> str:
    names = {"dialog": guards.dialog(), "form": form, "dates": dates, "day_off": day_off(form, dates)}
    return pages.render("organiser/meeting.html", **names)


def _deadline(key: str) -> Deadline:
    found = progress.deadlines(guards.dialog()).get(key)
    if found is None:
        raise NotFound
    return found


def _deadline_page(found: Deadline, form: OverrideForm) -> str:
    dialog = guards.dialog()
    others = {key: one for key, one in dialog.overrides.items() if key != found.key}
    by_rule = deadlines.deadlines(dialog.process, dialog.meeting.day, others)[found.key].at
    return pages.render("organiser/deadline.html", dialog=dialog, deadline=found, by_rule=by_rule, form=form)


def _overridden(form: OverrideForm, dialog_id: int, key: str) -> bool:
    """Whether the deadline was set; else the fault stands at the day."""
    try:
        change_dialog.override_deadline(
            pages.tools(), guards.actor(), dialog_id, key, form.at, form.reason.data
        )
    except DeadlineNotBeforeMeeting:
        form.refuse("day", "deadline_after", meeting_date=pages.day_short(guards.dialog().meeting.day))
    except DeadlineOutOfOrder as refusal:
        before = guards.dialog().process.deadline(str(refusal.facts["before"]))
        form.refuse("day", "deadline_order", name=pages.words(before.name))
    return not form.faults
