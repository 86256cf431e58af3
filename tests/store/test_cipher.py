"""Tokens at rest: who can open them, and what an error gives away (nothing)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.cipher import Cipher, SealBrokenError, new_key

TOKEN = "c0ffee0123456789abcdefc0ffee0123456789ab"
KEY = new_key()


@given(secret=st.text(), owner=st.text())
def test_what_was_sealed_opens_for_its_owner(secret: str, owner: str) -> None:
    cipher = Cipher([KEY])
    assert cipher.open(cipher.seal(secret, owner), owner) == secret


def test_a_seal_shows_neither_the_token_nor_the_same_text_twice() -> None:
    cipher = Cipher([KEY])
    first, second = cipher.seal(TOKEN, "maya"), cipher.seal(TOKEN, "maya")
    assert TOKEN not in first
    assert first != second


def test_a_sealed_token_does_not_open_for_another_owner() -> None:
    cipher = Cipher([KEY])
    with pytest.raises(SealBrokenError, match="another owner"):
        cipher.open(cipher.seal(TOKEN, "maya"), "tomas")


def test_a_new_key_in_front_seals_and_the_old_one_still_opens() -> None:
    old, new = new_key(), new_key()
    sealed_before = Cipher([old]).seal(TOKEN, "maya")
    rotated = Cipher([new, old])
    assert rotated.open(sealed_before, "maya") == TOKEN
    assert Cipher([new]).open(rotated.seal(TOKEN, "maya"), "maya") == TOKEN


def test_a_dropped_key_opens_nothing_and_the_error_holds_no_secret() -> None:
    sealed = Cipher([KEY]).seal(TOKEN, "maya")
    with pytest.raises(SealBrokenError) as broken:
        Cipher([new_key()]).open(sealed, "maya")
    error = broken.value
    assert "BACKPACK_BOT_KEYS" in str(error)
    for hidden in (TOKEN, KEY, sealed):
        assert hidden not in str(error)
    assert error.__cause__ is None
    assert error.__suppress_context__


@pytest.mark.parametrize(
    "change",
    [lambda s: s[:-4], lambda s: s[:20] + ("B" if s[20] == "A" else "A") + s[21:], lambda _: "", str.upper],
)
def test_a_damaged_seal_is_broken_rather_than_a_surprise(change) -> None:  # type: ignore[no-untyped-def]  # pytest gives it
    sealed = Cipher([KEY]).seal(TOKEN, "maya")
    with pytest.raises(SealBrokenError):
        Cipher([KEY]).open(change(sealed), "maya")


@pytest.mark.parametrize("keys", [[], ["short"], ["é" * 44], [KEY, "not a key"], [""]])
def test_bad_keys_are_refused_at_once(keys: list[str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- cryptography's own words
        Cipher(keys)
