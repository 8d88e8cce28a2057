import sqlite3

import pytest


@pytest.fixture
def with_letter(formserver):
    """The program in an instance with letter 1, to Kari, waiting."""
    formserver("account", "add", "kari@example.no")
    return formserver


def letters(formserver):
    """Every letter as it is stored."""
    with sqlite3.connect(formserver.database) as connection:
        return connection.execute("SELECT * FROM letter").fetchall()


def test_an_empty_outbox_says_so(formserver):
    assert formserver("outbox", "list").out == ["The outbox is empty."]


def test_letters_are_listed_with_state_and_address(with_letter):
    head, row = with_letter("outbox", "list").out

    assert head.split() == ["id", "due", "state", "letter", "to", "what", "the", "mail", "server", "said"]
    assert row.split()[3:] == ["waiting", "account_added", "kari@example.no"]


def test_a_mail_server_that_does_not_answer_is_told_and_nothing_is_changed(with_letter):
    before = letters(with_letter)

    said = with_letter("outbox", "retry", 1, mail_port="1")

    assert (said.code, said.out) == (1, [])
    assert said.failure == (
        "formserver: the mail server 127.0.0.1:1 cannot be used: [Errno 111] Connection refused; "
        "nothing was changed"
    )
    assert letters(with_letter) == before


def test_a_letter_that_is_not_there_is_told(with_letter):
    said = with_letter("outbox", "retry", 9)

    assert (said.code, said.out) == (1, [])
    assert said.failure == "formserver: there is no letter 9; see `formserver outbox list`"


def test_a_letter_that_was_sent_goes_out_once_more(with_letter, smtp_catcher):
    here = {"mail_port": str(smtp_catcher.port)}
    assert with_letter("worker", "--once", **here).out == ["1 pieces of work done"]

    said = with_letter("outbox", "retry", 1, **here)
    with_letter("worker", "--once", **here)

    assert said.out == ["Letter 1 to kari@example.no is sent again by the worker, within a minute."]
    assert [one.recipients for one in smtp_catcher.caught] == [("kari@example.no",)] * 2


def test_work_that_meets_no_mail_server_fails_in_one_sentence_and_keeps_the_letter(with_letter):
    said = with_letter("worker", "--once", mail_port="1")

    assert (said.code, said.out) == (1, ["1 pieces of work done"])
    assert said.failure == (
        "formserver: 1 letters could not be sent ([Errno 111] Connection refused); "
        "see `formserver outbox list`"
    )
    assert "retrying" in with_letter("outbox", "list").out[1]
