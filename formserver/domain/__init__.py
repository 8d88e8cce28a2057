"""The rules of a dialog: frozen values and functions, with no clock, database, Word, mail or Flask."""
