"""Who sends a document: the name, with coat of arms and address line where a host has entered them."""

from doc_templates.build.sheet import Sheet


def hosts(sheet: Sheet) -> None:
    """Write each host with its arms, name and address line."""
    with sheet.block("for party in hosts"):
        arms(sheet, "party.look")
        sheet.add("Avsender", "{{ party.look.name or party.name }}")
        with sheet.block("if party.look.address"):
            sheet.add("Avsenderadresse", "{{ party.look.address }}")


def arms(sheet: Sheet, look: str = "look") -> None:
    """Write the arms of a look; where there are none, nothing is left."""
    with sheet.block(f"if {look}.arms"):
        sheet.add("Avsendervapen", f"{{{{r {look}.arms }}}}")
