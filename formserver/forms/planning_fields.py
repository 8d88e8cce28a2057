"""The fields that organisers and administrators fill in: what was typed is kept, `data` is what it means.

Labels and faults are words in the language of the page, so field and summary say the same.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any, ClassVar

import wtforms
from wtforms.validators import StopValidation

from formserver import i18n
from formserver.domain import texts
from formserver.forms.faults import FaultError, InputFault

LINE = 200
PARAGRAPH = 2000
YEARS = range(2000, 2100)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?", re.ASCII)
_PHONE = re.compile(r"\+?[0-9][0-9 ]+")
_BETWEEN_DIGITS = re.compile(r"[\s()./-]+")


class PlanForm(wtforms.Form):
    """A form in one language, its labels given as keys of words.

    `typed` is what came with the request (None when the form is shown first), `values` what is stored.
    """

    def __init__(
        self, typed: Any = None, *, language: str, values: Mapping[str, Any] | None = None, prefix: str = ""
    ) -> None:
        self.language = language
        super().__init__(typed, data=dict(values or {}), prefix=prefix)
        for field in self:
            field.label.text = i18n.say(language, field.label.text)

    def refuse(self, name: str, key: str, /, **values: object) -> None:
        """Put a fault that was found elsewhere at the field `name`."""
        self[name].errors = [*self[name].errors, self.told(self[name], InputFault(key, values))]

    def told(self, field: wtforms.Field, fault: InputFault) -> str:
        """A fault of a field in the words of this form's language."""
        return InputFault(fault.key, {"field": field.label.text, **fault.values}).told(self.language)

    @property
    def faults(self) -> list[tuple[str, str]]:
        """Every fault as (id of the field, words), in the order of the page."""
        return [(field.id, str(text)) for field in self for text in field.errors]


class TypedField(wtforms.Field):
    """A field that one types into, one line unless said otherwise. `typed` is shown again as it came."""

    one_line: ClassVar[bool] = True
    empty: ClassVar[Any] = None

    def __init__(self, label: str, *, required: bool = True, longest: int = LINE, **options: Any) -> None:
        self.required = required
        self.longest = longest
        self.typed = ""
        super().__init__(label, **options)

    def process_data(self, value: Any) -> None:
        """Take what is stored."""
        self.data = value
        self.typed = self.written(value)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed; what it means is found when the form is judged."""
        self.typed = valuelist[0] if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        """Find what the text means, or stop with the fault in words."""
        try:
            self.data = self._read()
        except FaultError as faulty:
            raise StopValidation(form.told(self, faulty.fault)) from None

    def meant(self, text: str) -> Any:
        """What a text that is not empty means. Raises FaultError when it means nothing."""
        raise NotImplementedError

    def written(self, value: Any) -> str:
        """How a stored value is shown in the field."""
        return str(value) if value else ""

    def _read(self) -> Any:
        text = texts.clean_line(self.typed) if self.one_line else texts.clean(self.typed)
        if self.required and not text:
            raise FaultError("required")
        if texts.wrong_characters(text):
            raise FaultError("characters")
        if (over := texts.length(text) - self.longest) > 0:
            raise FaultError("too_long", n=over, max=self.longest)
        return self.meant(text) if text else self.empty


class LineField(TypedField):
    """One line of text."""

    empty = ""

    def meant(self, text: str) -> str:
        """The text itself."""
        return text


class Paragraph(LineField):
    """Several lines of text."""

    one_line = False

    def __init__(self, label: str, *, longest: int = PARAGRAPH, **options: Any) -> None:
        super().__init__(label, longest=longest, **options)


class Address(TypedField):
    """An e-mail address, in the form that every mail server takes (a domain with ø is written in ASCII)."""

    empty = ""

    def meant(self, text: str) -> str:
        """The address, its domain in lower case."""
        import email_validator  # here: it takes a tenth of the program's start

        try:
            found = email_validator.validate_email(text, check_deliverability=False, allow_smtputf8=False)
        except email_validator.EmailNotValidError:
            raise FaultError("email") from None
        return str(found.ascii_email)


class Phone(TypedField):
    """A phone number: eight digits, or + and country code (ITU-T E.164: at most fifteen digits)."""

    empty = ""

    def meant(self, text: str) -> str:
        """The number as it was grouped, with single spaces."""
        number = _BETWEEN_DIGITS.sub(" ", text).strip()
        digits = sum(character.isdigit() for character in number)
        fits = 8 <= digits <= 15 if number.startswith("+") else digits == 8
        if not fits or not _PHONE.fullmatch(number):
            raise FaultError("phone")
        return number


class Day(TypedField):
    """A day, typed as 15.04.2027 or 2027-04-15."""

    def meant(self, text: str) -> date:
        """The day, which must be in the calendar."""
        parts = _DAY.fullmatch(text.replace(" ", ""))
        if parts is None:
            raise FaultError("date_form")
        day, month, year = parts.group(1, 2, 3) if parts.group(1) else parts.group(6, 5, 4)
        try:
            found = date(int(year), int(month), int(day))
        except ValueError:
            raise FaultError("date_unknown", value=text) from None
        if found.year not in YEARS:
            raise FaultError("date_unknown", value=text)
        return found

    def written(self, value: Any) -> str:
        """The day as 15.04.2027."""
        return f"{value:%d.%m.%Y}" if value else ""


class Clock(TypedField):
    """A local time of day, typed as 10.00 or 10:00."""

    def meant(self, text: str) -> time:
        """The time of day."""
        parts = _CLOCK.fullmatch(text.removeprefix("kl.").strip())
        if parts is None or int(parts[1]) > 23 or int(parts[2] or 0) > 59:
            raise FaultError("time_form")
        return time(int(parts[1]), int(parts[2] or 0))

    def written(self, value: Any) -> str:
        """The time as 10.00."""
        return f"{value:%H.%M}" if value is not None else ""


class Tick(wtforms.Field):
    """A box to tick."""

    def process_data(self, value: Any) -> None:
        """Take what is stored."""
        self.data = bool(value)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Ticked when it came with the request at all."""
        self.data = bool(valuelist)


class Pick(wtforms.Field):
    """One of a few choices.

    `choices`, each (value, words) or (value, words, explanation), are set by the view when the form is made.
    """

    def __init__(self, label: str, *, required: bool = True, **options: Any) -> None:
        self.choices: Iterable[tuple[str, ...]] = ()
        self.required = required
        super().__init__(label, **options)

    def process_data(self, value: Any) -> None:
        """Take what is stored."""
        self.data = "" if value is None else str(value)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take the value that was chosen."""
        self.data = valuelist[0] if valuelist else ""

    def pre_validate(self, form: Any) -> None:
        """Only what was offered can be chosen."""
        if self.data not in {choice[0] for choice in self.choices} and (self.data or self.required):
            raise StopValidation(form.told(self, InputFault("choose_one")))
