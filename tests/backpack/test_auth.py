"""A token goes where it is wanted and shows nowhere else."""

import base64
import copy
import pickle
import re
from datetime import UTC
from urllib.parse import quote

import pytest

from backpack import (
    Auth,
    BasicAuth,
    BearerAuth,
    Call,
    TokenAuth,
    create_item,
    list_calendars,
    list_journal_entries,
    list_reminders,
    update_status,
)
from backpack.auth import scrubber

TOKEN = "c0ffee0123456789abcdefc0ffee0123456789ab"
ACCESS_TOKEN = "BAhbByIBsHsidmVyc2lvbiI6MSwi+/aB--4f2a=="


def test_under_ws_the_token_is_the_first_element_of_the_request() -> None:
    signed = TokenAuth(TOKEN).sign(create_item(1, 2, "Milk"))
    assert (signed.path, signed.headers) == ("/ws/page/1/lists/2/items/add", {})
    assert (signed.body or b"").splitlines()[1].decode() == (
        f"<request><token>{TOKEN}</token><item><content>Milk</content></item></request>"
    )


def test_where_the_documented_path_has_a_token_it_is_the_prefix() -> None:
    signed = TokenAuth(TOKEN).sign(list_reminders(UTC))
    assert (signed.path, signed.headers, signed.body) == (f"/{TOKEN}/reminders.xml", {}, None)


def test_elsewhere_the_token_is_a_header() -> None:
    signed = TokenAuth(TOKEN).sign(update_status(3, "Busy"))
    assert (signed.path, signed.headers) == ("/users/3/status.xml", {"X-BP-Token": TOKEN})
    assert TOKEN.encode() not in (signed.body or b"")


def test_the_query_is_part_of_what_is_sent() -> None:
    assert TokenAuth(TOKEN).sign(list_journal_entries()).path == "/journal_entries.xml?n=0&count=100"


def test_no_way_of_showing_it_shows_the_token() -> None:
    auth = TokenAuth(TOKEN)
    call = create_item(1, 2, "Milk")
    for shown in (auth, [auth], auth.sign(call), auth.sign(list_reminders(UTC)), call):
        assert TOKEN not in f"{shown} {shown!r} {shown!s:>20}"


@pytest.mark.parametrize("take_apart", [pickle.dumps, copy.copy, copy.deepcopy])
def test_it_refuses_to_be_pickled_or_copied(take_apart: object) -> None:
    assert callable(take_apart)
    with pytest.raises(TypeError, match="secret") as caught:
        take_apart(TokenAuth(TOKEN))
    assert TOKEN not in str(caught.value)


def test_the_token_is_scrubbed_from_texts_in_either_case() -> None:
    scrub = TokenAuth(TOKEN).sign(list_reminders(UTC)).scrub
    assert scrub(f"GET /{TOKEN}/me.xml {TOKEN.upper()}") == "GET /[token]/me.xml [token]"


@pytest.mark.parametrize(
    "token", ["", "short", "a" * 40 + "\n", "a/../b" * 8, "a b" * 10, "é" * 40, "x" * 201]
)
def test_what_cannot_be_a_token_is_refused_and_not_quoted(token: str) -> None:
    with pytest.raises(ValueError, match="Backpack token") as caught:
        TokenAuth(token)
    assert not token or token not in str(caught.value)


@pytest.mark.parametrize(
    "call", [create_item(1, 2, "Milk"), list_reminders(UTC), update_status(3, "Busy"), list_calendars()]
)
@pytest.mark.parametrize(
    ("auth", "header"),
    [
        (BasicAuth(TOKEN), "Basic " + base64.b64encode(f"{TOKEN}:X".encode()).decode()),
        (BearerAuth(ACCESS_TOKEN), f"Bearer {ACCESS_TOKEN}"),
    ],
    ids=["basic", "bearer"],
)
def test_basic_and_bearer_are_one_header_and_no_token_in_path_or_body(
    call: Call[object], auth: Auth, header: str
) -> None:
    signed = auth.sign(call)
    assert signed.headers == {"Authorization": header}
    assert signed.path == call.path
    assert signed.body == (call.body.to_bytes() if call.body else None)
    assert not {TOKEN, ACCESS_TOKEN} & set(re.split(r"[^\w.+=~-]", f"{signed.path}{signed.body!r}"))


@pytest.mark.parametrize("auth", [TokenAuth(TOKEN), BasicAuth(TOKEN), BearerAuth(ACCESS_TOKEN)])
def test_no_kind_shows_its_secret_in_any_spelling(auth: Auth) -> None:
    signed = auth.sign(list_calendars())
    (header,) = signed.headers.values()
    said = f"{auth} {auth!r} {signed!r} {signed.scrub(header)} {signed.scrub(quote(header, safe=''))}"
    for secret in (TOKEN, ACCESS_TOKEN, header.split(" ")[-1], quote(header.split(" ")[-1], safe="")):
        assert secret not in said
    with pytest.raises(TypeError, match="secret"):
        pickle.dumps(auth)


def test_what_cannot_be_renewed_says_so() -> None:
    for auth in (TokenAuth(TOKEN), BasicAuth(TOKEN), BearerAuth(ACCESS_TOKEN)):
        assert not auth.renew(auth.sign(list_calendars()))


@pytest.mark.parametrize("token", ["", "short", "a b" * 10, "a\r\nX: y" * 5, "é" * 40, "x" * 2001, "a=b" * 9])
def test_what_cannot_be_an_access_token_is_refused_and_not_quoted(token: str) -> None:
    with pytest.raises(ValueError, match="access token") as caught:
        BearerAuth(token)
    assert not token or token not in str(caught.value)


def test_a_bad_token_is_refused_by_basic_too() -> None:
    with pytest.raises(ValueError, match="Backpack token"):
        BasicAuth("a:b" * 10)


def test_nothing_to_hide_hides_nothing() -> None:
    assert scrubber("")("text") == "text"
