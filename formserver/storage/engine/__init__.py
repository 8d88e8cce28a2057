"""The database itself: connection, transactions, rows and columns; it knows no noun of the field."""
