"""What answers are made of beside text: several choices at once, and the fields of one row of people."""

from collections.abc import Iterable, Sequence
from typing import Any

import wtforms
from wtforms.validators import StopValidation

from formserver.forms.faults import InputFault
from formserver.forms.planning_fields import Pick

Option = tuple[str, str]  # what is stored, and the words for it


class OneOf(Pick):
    """One of a few choices, known when the form is built; "" when none is chosen."""

    def __init__(self, label: str, *, choices: Iterable[Option], **options: Any) -> None:
        super().__init__(label, required=False, **options)
        self.choices = tuple(choices)


class SomeOf(wtforms.Field):
    """Any number of a few choices; `data` lists what was chosen, in the order of the choices."""

    def __init__(self, label: str, *, choices: Iterable[Option], **options: Any) -> None:
        super().__init__(label, **options)
        self.choices = tuple(choices)

    def process_data(self, value: Any) -> None:
        """Take what is stored."""
        self.data = [str(one) for one in value or ()]

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was ticked."""
        self.data = list(valuelist)

    def pre_validate(self, form: Any) -> None:
        """Only what was offered can be chosen."""
        offered = [value for value, _ in self.choices]
        if not set(self.data) <= set(offered):
            raise StopValidation(form.told(self, InputFault("choose_some")))
        self.data = [value for value in offered if value in self.data]
