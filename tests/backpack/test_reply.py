"""Status and envelope are both judged, whichever of them says no."""

from collections.abc import Callable

import pytest

from backpack import (
    BackpackError,
    Call,
    Forbidden,
    NotFound,
    RateLimited,
    Refusal,
    Rejected,
    ServerError,
    UnexpectedReply,
    create_item,
    create_journal_entry,
    destroy_item,
    destroy_separator_by_post,
    list_pages,
    list_statuses,
    list_users,
    show_page,
    update_status,
)
from backpack.auth import scrubber
from backpack.reply import RawReply, read_reply

Golden = Callable[[str], bytes]


def failure(call: Call[object], raw: RawReply) -> BackpackError:
    with pytest.raises(BackpackError) as caught:
        read_reply(call, raw)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    return caught.value


@pytest.mark.parametrize(
    ("status", "kind", "retryable", "may_have_happened"),
    [
        (400, Rejected, False, False),
        (401, Forbidden, False, False),
        (403, Forbidden, False, False),
        (404, NotFound, False, False),
        (422, Rejected, False, False),
        (429, RateLimited, True, False),
        (500, ServerError, True, True),
        (502, ServerError, True, True),
        (503, RateLimited, True, False),
    ],
)
def test_a_status_becomes_its_error(
    status: int, kind: type[Refusal], retryable: bool, may_have_happened: bool
) -> None:
    error = failure(list_users(), RawReply(status, reason="No, sorry"))
    assert type(error) is kind
    assert (error.status, error.retryable, error.may_have_happened) == (status, retryable, may_have_happened)
    assert str(error) == f"list_users: Backpack answered {status} (No, sorry)"
    assert error.hint


@pytest.mark.parametrize("status", [200, 404])
def test_a_failing_envelope_is_understood_with_any_status(status: int, golden: Golden) -> None:
    error = failure(show_page(1), RawReply(status, golden("error_404")))
    assert type(error) is NotFound
    assert "Record not found" in str(error)


@pytest.mark.parametrize("status", [200, 500])
def test_the_documented_error_with_its_wrong_end_tag_is_understood(status: int, golden: Golden) -> None:
    error = failure(create_item(1, 2, "Milk"), RawReply(status, golden("error_500_as_documented")))
    assert type(error) is ServerError
    assert "Internal error" in str(error)


def test_a_status_that_says_no_outranks_an_envelope_that_says_yes(golden: Golden) -> None:
    assert type(failure(list_pages(), RawReply(403, golden("success")))) is Forbidden


@pytest.mark.parametrize("error", ["", "<error/>", "<error code='?'>Oops</error>", "<error code='200'/>"])
def test_a_failing_envelope_without_a_usable_code_is_a_server_error(error: str) -> None:
    raw = RawReply(200, f"<response success='false'>{error}</response>".encode())
    assert type(failure(list_pages(), raw)) is ServerError


def test_a_failing_envelope_is_understood_outside_ws_too(golden: Golden) -> None:
    assert type(failure(update_status(1, "Busy"), RawReply(200, golden("error_404")))) is NotFound


def test_a_503_waits_as_long_as_retry_after_says() -> None:
    assert failure(list_pages(), RawReply(503, retry_after_seconds=7)).retry_after_seconds == 7


def test_a_503_without_retry_after_waits_for_the_window_to_pass() -> None:
    assert failure(list_pages(), RawReply(503)).retry_after_seconds == 5


HTML = b"<!DOCTYPE html>\n<html><body>Maintenance</body></html>"


@pytest.mark.parametrize(
    ("call", "body"),
    [
        (list_pages(), b""),
        (list_pages(), b" \n"),
        (list_pages(), HTML),
        (list_pages(), b"<html><body>Log in</body></html>"),
        (list_pages(), b'<response success="true"><pages><page id="1" tit'),
        (list_pages(), b"<pages/>"),
        (list_pages(), b"<response><pages/></response>"),
        (list_pages(), b'<response success="true"><lists/></response>'),
        (destroy_item(1, 2, 3), b""),
        (destroy_item(1, 2, 3), HTML),
        (create_item(1, 2, "Milk"), b'<response success="true"></response>'),
        (create_item(1, 2, "Milk"), b'<response success="true"><item>Milk</item></response>'),
        (create_item(1, 2, "Milk"), b'<response success="true"><item id="x">Milk</item></response>'),
        (list_statuses(), b""),
        (list_statuses(), b"<users/>"),
        (update_status(1, "Busy"), HTML),
        (update_status(1, "Busy"), b"<html><body>Log in</body></html>"),
        (update_status(1, "Busy"), b"OK, whatever"),
        (create_journal_entry(1, "Hi"), b""),
        (create_journal_entry(1, "Hi"), b"<journal-entry/>"),
    ],
)
def test_a_success_without_the_promised_document_is_unexpected_and_may_have_happened(
    call: Call[object], body: bytes
) -> None:
    error = failure(call, RawReply(200, body))
    assert type(error) is UnexpectedReply
    assert error.may_have_happened
    assert str(error).startswith(f"{call.name}: ")


def test_what_an_error_quotes_is_short_and_on_one_line() -> None:
    error = failure(list_pages(), RawReply(200, b"<p>\n" + b"x" * 100_000))
    assert len(str(error)) < 400
    assert "\n" not in str(error)
    assert "x" * 150 in str(error)


def test_what_an_error_quotes_is_scrubbed_before_it_is_cut() -> None:
    body = b"x" * 190 + b"TOKENTOKENTOKEN"
    with pytest.raises(UnexpectedReply) as caught:
        read_reply(list_pages(), RawReply(200, body), lambda text: text.replace("TOKEN", ""))
    assert "TOK" not in str(caught.value)


def test_what_a_server_says_is_scrubbed_too() -> None:
    body = b"<response success='false'><error code='403'>not TOKEN</error></response>"
    with pytest.raises(Forbidden) as caught:
        read_reply(list_pages(), RawReply(200, body), lambda text: text.replace("TOKEN", "[token]"))
    assert "not [token]" in str(caught.value)


def test_what_is_quoted_stays_short_however_it_has_to_be_written() -> None:
    error = failure(list_pages(), RawReply(200, "\U0001f600".encode() * 1000))
    assert len(str(error).partition("begins ")[2]) <= 202  # with its quotation marks


def test_no_half_of_a_long_secret_is_quoted() -> None:
    secret = "s3cret-" * 280
    body = f"<p>{secret * 40}".encode()
    with pytest.raises(UnexpectedReply) as caught:
        read_reply(list_pages(), RawReply(200, body), scrubber(secret))
    assert "s3cret" not in str(caught.value)


def test_a_204_is_as_good_as_an_empty_envelope() -> None:
    assert read_reply(destroy_separator_by_post(1, 2), RawReply(204)) is None
    assert type(failure(destroy_separator_by_post(1, 2), RawReply(200))) is UnexpectedReply
    assert type(failure(list_pages(), RawReply(204))) is UnexpectedReply
