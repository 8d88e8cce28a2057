"""What every table has: the database that is bound, and a name in the singular."""

import re

import peewee

from formserver.storage.engine.connection import proxy


def _name(model: type[peewee.Model]) -> str:
    """`SignInCodeRow` is a row of the table `sign_in_code`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__.removesuffix("Row")).lower()


class Table(peewee.Model):
    """A table of the database that is bound."""

    class Meta:
        """Shared by all tables."""

        database = proxy
        legacy_table_names = False  # so that indexes too are called by the table
        table_function = _name
