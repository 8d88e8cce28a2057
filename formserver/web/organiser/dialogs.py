"""The list of dialogs, and the way to a new one."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from formserver import municipalities
from formserver.domain.process import Process
from formserver.forms.planning import NewDialogForm
from formserver.municipalities import Municipality
from formserver.usecases.dialogs import change_dialog, list_dialogs, open_dialog, read_board
from formserver.usecases.dialogs.change_dialog import DeadlinePreview
from formserver.usecases.dialogs.list_dialogs import ListView
from formserver.usecases.dialogs.open_dialog import NewPlan
from formserver.usecases.processes import process_in_use
from formserver.web import guards, pages
from formserver.web.organiser import plan
from formserver.web.organiser.door import door
from formserver.web.organiser.words import board_words

MOST_HOSTS = 20


@door.get("/dialog")
def dialogs() -> ResponseReturnValue:
    """Show the dialogs that this account may run, those that need attention told apart."""
    wanted = request.args.get("show", "")
    show = ListView(wanted) if wanted in set(ListView) else ListView.RUNNING
    page = request.args.get("page", 1, type=int)
    find = request.args.get("find", "").strip()
    found = list_dialogs.list_dialogs(pages.tools(), guards.account(), show, page, find)
    waiting = board_words.waiting(read_board.waiting_dialogs(pages.tools(), guards.account()))
    return pages.render(
        "organiser/dialogs.html", views=board_words.views_of(found, show, find), waiting=waiting
    )


@door.get("/dialog/new")
def new_dialog() -> ResponseReturnValue:
    """Pick the process, where there are several, and the host municipalities."""
    process, hosts, find = _process(), _hosts(), request.args.get("find", "").strip()
    found = [one for one in municipalities.by_name(find) if one not in hosts]
    if len(found) == 1:
        return redirect(_address("organiser.new_dialog", process, [*hosts, found[0]]), 303)
    return pages.render(
        "organiser/new_dialog.html",
        processes=_processes(),
        process=process,
        hosts=[(host, _address("organiser.new_dialog", process, _without(hosts, host))) for host in hosts],
        find=find,
        found=[(one, _address("organiser.new_dialog", process, [*hosts, one])) for one in found],
        everyone=municipalities.everyone(),
        onward=_address("organiser.plan_dialog", process, hosts) if hosts else None,
    )


@door.get("/dialog/new/plan")
def plan_dialog() -> ResponseReturnValue:
    """Ask for title, day and place, with a title proposed."""
    process, hosts = _process(), _hosts()
    if process is None or not hosts:
        return redirect(url_for("organiser.new_dialog"), 303)
    written = hosts[0].language
    title = open_dialog.proposed_title(process, [host.full_name.to(written) for host in hosts], written)
    values = {"title": title, "documents": written}
    form = NewDialogForm(language=pages.language(), values=values, now=pages.tools().clock())
    return _plan_page(form, hosts)


@door.post("/dialog/new/plan")
def open_new_dialog() -> ResponseReturnValue:
    """Make the dialog, with its authorities and themes proposed; nothing is sent."""
    process, hosts = _process(), _hosts()
    form = NewDialogForm(request.form, language=pages.language(), now=pages.tools().clock())
    if process is None or not hosts:
        return redirect(url_for("organiser.new_dialog"), 303)
    if not form.validate():
        return _plan_page(form, hosts), 422
    if request.form.get("action") == "show":
        return _plan_page(form, hosts, change_dialog.preview_deadlines(process, form.day.data))
    new = NewPlan(
        process=process.key,
        hosts=tuple(host.number for host in hosts),
        title=form.title.data,
        language=form.documents.data,
        meeting=form.meeting,
    )
    dialog_id = open_dialog.open_dialog(pages.tools(), guards.account(), new)
    flash(pages.say("plan.made"))
    return redirect(url_for("organiser.plan", dialog_id=dialog_id), 303)


def _plan_page(form: NewDialogForm, hosts: list[Municipality], dates: DeadlinePreview | None = None) -> str:
    back = _address("organiser.new_dialog", _process(), hosts)
    names = {"form": form, "hosts": hosts, "process": _process(), "back": back}
    return pages.render("organiser/plan_dialog.html", **names, dates=dates, day_off=plan.day_off(form, dates))


def _processes() -> list[Process]:
    return [definition.process for definition in process_in_use.every(pages.tools()).values()]


def _process() -> Process | None:
    """The process that was picked, or the only one there is; the page then speaks its words."""
    known = _processes()
    wanted = known[0].key if len(known) == 1 else request.values.get("process")
    found = next((process for process in known if process.key == wanted), None)
    pages.speak_as(found)
    return found


def _hosts() -> list[Municipality]:
    numbers = list(dict.fromkeys(request.values.getlist("host")))[:MOST_HOSTS]
    return [found for number in numbers if (found := municipalities.find(number))]


def _without(hosts: list[Municipality], host: Municipality) -> list[Municipality]:
    return [one for one in hosts if one is not host]


def _address(endpoint: str, process: Process | None, hosts: list[Municipality]) -> str:
    several = process.key if process and len(_processes()) > 1 else None
    return url_for(endpoint, process=several, host=[host.number for host in hosts])
