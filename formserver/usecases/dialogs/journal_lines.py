"""Parts of a dialog as one line of plain text, for the journal: what stood before a change, and what stands.

The lines are in no particular language: names, dates (ISO 8601) and addresses as they were written.
"""

from formserver.domain.dialog import Contact, Dialog, Meeting, Party

SEPARATOR = " · "


def title(dialog: Dialog) -> str:
    """What the dialog is called, and the language of its documents."""
    return _line(dialog.title.to(dialog.language), dialog.language)


def themes(dialog: Dialog) -> str:
    """The themes in scope."""
    return _line(*(f"{theme.number} {theme.title.to(dialog.language)}" for theme in dialog.themes))


def programme(dialog: Dialog) -> str:
    """The programme of the day."""
    lines = (
        (f"{line.at:%H:%M} " if line.at else "", line.title.to(dialog.language)) for line in dialog.programme
    )
    return _line(*(at + text for at, text in lines))


def meeting(told: Meeting) -> str:
    """When and where, with everything that is said of it."""
    hours = f"{told.day.isoformat()} {told.start:%H:%M}–{told.end:%H:%M}"
    return _line(hours, told.place, told.online, told.practical)


def party(told: Party) -> str:
    """What is known of a party."""
    return _line(told.name.to(told.language), told.records_address, told.case_number, told.language)


def contact(told: Contact) -> str:
    """What is known of a contact."""
    return _line(told.name, told.title, told.email, told.phone, told.language)


def change(before: str, after: str) -> dict[str, str]:
    """The facts of a journal entry about a change; none when nothing visible changed."""
    return {} if before == after else {"before": before, "after": after}


def _line(*parts: str) -> str:
    return SEPARATOR.join(" ".join(part.split()) for part in parts if part)
