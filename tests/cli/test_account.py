import re


def test_the_first_administrator_comes_from_the_terminal(formserver):
    said = formserver("account", "add", "ada@example.no", "--administrator", "--name", "Ada")

    assert said.out == ["Added ada@example.no as administrator; sign in at http://127.0.0.1:8000/sign-in"]
    assert formserver("account", "list").out == [
        "address         name  may            state",
        "ada@example.no  Ada   administrator  open",
    ]


def test_a_new_account_is_written_to(formserver):
    formserver("account", "add", "kari@example.no")

    assert "account_added" in formserver("outbox", "list").out[1]


def test_an_address_has_one_account(formserver):
    formserver("account", "add", "kari@example.no")

    said = formserver("account", "add", "KARI@example.no")

    assert (said.code, said.out) == (1, [])
    assert said.failure == (
        "formserver: KARI@example.no has an account already; see `formserver account list`"
    )


def test_a_closed_account_is_listed_as_closed_and_gets_no_code(formserver):
    formserver("account", "add", "ada@example.no", "--administrator")
    formserver("account", "add", "kari@example.no")

    assert formserver("account", "close", "kari@example.no").out == ["Closed kari@example.no"]

    assert re.search(
        r"kari@example.no +organiser +closed \d{4}-\d\d-\d\d", "\n".join(formserver("account", "list").out)
    )
    assert formserver("account", "code", "kari@example.no").code == 1


def test_the_last_administrator_stays(formserver):
    formserver("account", "add", "ada@example.no", "--administrator")

    said = formserver("account", "close", "ada@example.no")

    assert (said.code, said.out) == (1, [])
    assert said.failure == "formserver: the last administrator cannot be closed; add another one first"


def test_a_code_can_be_had_when_mail_is_down(formserver):
    formserver("account", "add", "ada@example.no", "--administrator")

    said = formserver("account", "code", "ada@example.no")

    assert said.code == 0
    assert re.fullmatch(r"\d{6}", said.out[-1])


def test_nobody_gets_a_code_without_an_account(formserver):
    said = formserver("account", "code", "odd@example.no")

    assert (said.code, said.out) == (1, [])
    assert said.failure == (
        "formserver: no open account has the address odd@example.no; see `formserver account list`"
    )


def test_an_instance_without_accounts_says_how_to_add_one(formserver):
    assert formserver("account", "list").out == ["There are no accounts; see `formserver account add --help`"]
