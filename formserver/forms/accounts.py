"""Signing in, and the accounts of those who run dialogs."""

import re

from formserver import i18n
from formserver.forms.faults import FaultError
from formserver.forms.planning_fields import Address, LineField, Phone, Pick, PlanForm, Tick

_SPACES = re.compile(r"[\s-]+")
_CODE = re.compile(r"[0-9]{6}")


class Code(LineField):
    """The one-time code: six digits, however they are grouped."""

    def meant(self, text: str) -> str:
        """The digits alone."""
        digits = _SPACES.sub("", text)
        if not _CODE.fullmatch(digits):
            raise FaultError("code")
        return digits


class EmailForm(PlanForm):
    """Asks where the code should go."""

    email = Address("sign_in.email")


class CodeForm(PlanForm):
    """Asks for the code that came."""

    code = Code("sign_in.code")


class ProfileForm(PlanForm):
    """What people may say of themselves: letters are signed with the name and the phone number."""

    name = LineField("users.name")
    phone = Phone("users.phone", required=False)
    reads = Pick("users.language")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.reads.choices = language_choices(self.language)


class AccountForm(ProfileForm):
    """A new account."""

    email = Address("users.email")
    name = LineField("users.name", required=False)
    administrator = Tick("users.administrator")


def language_choices(language: str, offered: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The languages that can be chosen, each by its own name in `language`."""
    return [(code, i18n.say(language, f"language.{code}")) for code in offered or i18n.languages()]
