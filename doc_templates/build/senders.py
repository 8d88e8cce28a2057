"""Who sends a document: the name, with coat of arms and address line where a host has entered them."""

from doc_templates.build.sheet import Sheet

WITH_ARMS = 'hosts|having("look.arms")'

_EM_SPACE = "\u2003"


def hosts(sheet: Sheet) -> None:
    """Write the arms of all hosts side by side, then each host's name and address line."""
    arms(sheet)
    with sheet.block("for party in hosts"):
        sheet.add("Avsender", "{{ party.look.name or party.name }}")
        with sheet.block("if party.look.address"):
            sheet.add("Avsenderadresse", "{{ party.look.address }}")


def arms(sheet: Sheet) -> None:
    """Write the arms of all hosts that have any; where there are none, nothing is left."""
    with sheet.block(f"if {WITH_ARMS}"):
        each = f"{{% for party in {WITH_ARMS} %}}{{{{r party.look.arms }}}}{_EM_SPACE}{{% endfor %}}"
        sheet.add("Avsendervapen", each)


def kind(sheet: Sheet, title: str) -> None:
    """Write what the document is, nearer to the senders where arms take room."""
    with sheet.block(f"if {WITH_ARMS}"):
        sheet.add("DokumenttypeNaer", title)
        sheet.otherwise()
        sheet.add("Dokumenttype", title)
