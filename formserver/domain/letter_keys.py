"""The key of a letter: it names fact and recipient, so that no fact is told twice to anybody.

A key once given is never made another way: it would be a new letter, and everybody would get theirs again.
"""


def to_contact(dialog_id: int, letter: str, contact_id: int, fact: str) -> str:
    """Of a letter to a contact of a party."""
    return f"dialog-{dialog_id}/{letter}/{contact_id}/{fact}"


def to_organiser(dialog_id: int, letter: str, account_id: int, fact: str) -> str:
    """Of a letter about a dialog to an account that runs it."""
    return f"dialog-{dialog_id}/{letter}/account-{account_id}/{fact}"


def to_records(dialog_id: int, letter: str, party_id: int, fact: str) -> str:
    """Of a letter to the records address of a party."""
    return f"dialog-{dialog_id}/{letter}/records-{party_id}/{fact}"


def to_account(account_id: int, letter: str, fact: str) -> str:
    """Of a letter of the service itself to an account."""
    return f"account-{account_id}/{letter}/{fact}"
