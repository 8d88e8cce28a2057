"""Tables of those who sign in, of the doors they knock on, and of the demo's clock."""

import peewee

from formserver.storage.engine.fields import OptionalUtcField, UtcField
from formserver.storage.tables.base import Table


class AccountRow(Table):
    """Somebody who may sign in. `address_key` is the address as it is compared."""

    id = peewee.AutoField()
    email = peewee.TextField()
    address_key = peewee.TextField(unique=True)
    name = peewee.TextField()
    phone = peewee.TextField()
    language = peewee.TextField()
    administrator = peewee.BooleanField()
    added_at = UtcField()
    closed_at = OptionalUtcField()


class SignInCodeRow(Table):
    """A one-time code that was asked for; the code itself is made from this row's number when it is sent."""

    id = peewee.AutoField()
    account = peewee.ForeignKeyField(AccountRow)
    account_id: int
    asked_at = UtcField()
    until = UtcField()
    used_at = OptionalUtcField()
    tries = peewee.IntegerField(default=0)


class HitRow(Table):
    """One knock on a door whose knocks are counted."""

    id = peewee.AutoField()
    door = peewee.TextField()
    who = peewee.TextField()
    at = UtcField()

    class Meta:
        """Knocks are counted by door and person within a time, and swept by time."""

        indexes = ((("door", "who", "at"), False), (("door", "at"), False))


class ClockOffsetRow(Table):
    """How far the demo's clock runs ahead, in microseconds; one row at most."""

    id = peewee.AutoField()
    microseconds = peewee.BigIntegerField()
