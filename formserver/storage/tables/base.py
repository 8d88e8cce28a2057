"""What every table has: the database that is bound, and a name in the singular."""

import peewee

from formserver.storage.engine.connection import proxy


class Table(peewee.Model):
    """A table of the database that is bound."""

    class Meta:
        """Shared by all tables."""

        database = proxy
        legacy_table_names = False
