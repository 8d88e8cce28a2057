"""The pages of a form, behind two doors: a personal link, and an organiser's account."""

from flask import Blueprint

from formserver.domain.refusals import FormLocked
from formserver.web import guards
from formserver.web.form_pages import (
    attachments,
    checking,
    conflicts,
    doors,
    item,
    nothing_to_add,
    overview,
    reading,
    saving,
)

ROUTES = (
    ("/", "GET", overview.overview),
    ("/", "POST", overview.save_overview),
    ("/item/<int:item_id>", "GET", item.item),
    ("/item/<int:item_id>", "POST", item.save_item),
    ("/item/<int:item_id>/remove", "GET", item.ask_remove),
    ("/item/<int:item_id>/remove", "POST", item.remove),
    ("/item/<int:item_id>/nothing", "GET", nothing_to_add.ask_silent),
    ("/item/<int:item_id>/nothing", "POST", nothing_to_add.be_silent),
    ("/item/<int:item_id>/after-all", "POST", nothing_to_add.take_back),
    ("/nothing", "GET", nothing_to_add.ask_silent_to_all),
    ("/nothing", "POST", nothing_to_add.be_silent_to_all),
    ("/attachments", "GET", attachments.attachments),
    ("/attachments", "POST", attachments.add_attachments),
    ("/attachments/<int:attachment_id>", "GET", reading.attachment),
    ("/attachments/<int:attachment_id>/remove", "POST", attachments.remove_attachment),
    ("/two-texts/<int:conflict_id>", "GET", conflicts.two_texts),
    ("/two-texts/<int:conflict_id>", "POST", conflicts.settle),
    ("/check", "GET", checking.check),
    ("/check", "POST", checking.submit),
    ("/receipt", "GET", checking.receipt),
    ("/read", "GET", reading.read),
    ("/read/<int:number>", "GET", reading.version),
    ("/print", "GET", reading.on_paper),
    ("/discard", "GET", checking.ask_discard),
    ("/discard", "POST", checking.discard),
)


def _with_routes(door: Blueprint) -> Blueprint:
    for rule, method, view in ROUTES:
        door.add_url_rule(rule, view.__name__, view, methods=[method])
    door.register_error_handler(FormLocked, saving.locked)
    return door


blueprints = (
    _with_routes(doors.door("visitor_form", guards.visitor, "/d/<int:link_id>/form", doors.by_link)),
    _with_routes(
        doors.door(
            "organiser_form",
            guards.organiser_of_dialog,
            "/dialog/<int:dialog_id>/party/<int:party_id>/form",
            doors.by_account,
        )
    ),
)
