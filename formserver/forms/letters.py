"""Letters as administrators type them. Whether a letter may say what it says is not judged here."""

from formserver.forms.planning_fields import LineField, Paragraph, PlanForm

SUBJECT = 300  # with names in braces, which are longer than what they say
BODY = 8000


class Body(Paragraph):
    """The text of a letter; blanks at the ends of lines, which nobody sees, are left out."""

    def meant(self, text: str) -> str:
        """The text, line by line."""
        return "\n".join(line.rstrip() for line in text.split("\n"))


class LetterForm(PlanForm):
    """A letter, and why it was changed."""

    subject = LineField("letter_edit.subject", longest=SUBJECT)
    body = Body("letter_edit.body", longest=BODY)
    note = LineField("letter_edit.note", required=False)


class ClosingForm(PlanForm):
    """A closing, which has no subject of its own, and why it was changed."""

    body = Body("letter_edit.body", longest=BODY)
    note = LineField("letter_edit.note", required=False)
