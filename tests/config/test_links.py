import string
from datetime import UTC, datetime

import pytest

from formserver.links import Signer

SIGNER = Signer(b"s" * 32, "https://example.no/dialog")
ALPHABET = string.ascii_letters + string.digits + "-_"


@pytest.mark.parametrize("link_id", [0, 1, 357, 2**32 - 1])
def test_a_token_leads_back_to_its_link(link_id):
    token = SIGNER.token(link_id)

    assert SIGNER.read(token) == link_id
    assert len(token) == 22
    assert set(token) <= set(ALPHABET)


def test_every_other_character_in_any_place_opens_nothing():
    token = SIGNER.token(42)

    for place in range(len(token)):
        for other in set(ALPHABET) - {token[place]}:
            assert SIGNER.read(token[:place] + other + token[place + 1 :]) is None


@pytest.mark.parametrize(
    "text", ["", "a", "æ" * 22, "A" * 22, "A" * 21, "A" * 23, "=" * 22, "A" * 10_000, "\x00" * 22]
)
def test_what_was_never_a_token_opens_nothing(text):
    assert SIGNER.read(text) is None


def test_another_installation_does_not_know_the_token():
    assert Signer(b"t" * 32, "https://example.no").read(SIGNER.token(42)) is None


def test_addresses_keep_the_path_that_the_service_lives_under():
    assert SIGNER.address(42) == f"https://example.no/dialog/s/{SIGNER.token(42)}"
    assert SIGNER.page("/dialoger/7") == "https://example.no/dialog/dialoger/7"


def test_a_code_is_six_digits_that_follow_from_its_row():
    first, second = (datetime(2027, 3, day, tzinfo=UTC) for day in (1, 2))
    codes = {SIGNER.code(code_id, asked_at) for code_id in range(50) for asked_at in (first, second)}

    assert SIGNER.code(7, first) == SIGNER.code(7, first)
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert len(codes) > 90


@pytest.mark.parametrize("given", ["", "48291", "482914", "\udc80", "４８２９１３"])
def test_only_the_right_code_is_the_same(given):
    assert SIGNER.same("482913", "482913")
    assert not SIGNER.same(given, "482913")


def test_the_secret_does_not_show_when_a_signer_is_printed():
    assert "ssss" not in repr(SIGNER)


def test_cookies_are_signed_with_a_key_of_their_own():
    assert SIGNER.cookie_key not in {SIGNER.secret, Signer(b"t" * 32, "").cookie_key}
