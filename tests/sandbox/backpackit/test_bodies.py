"""What arrives in bodies for real, and what should never bring the server down (wire 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.backpackit import body as body_module
from sandbox.backpackit.sections import items

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack

_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"<content>Fish & chips</content>", "application/xml"),
        (b"<content>Fish <b>and</b> chips</content>", "application/xml"),
        (b"<content>bell \x07</content>", "application/xml"),
        (b"<content>bell &#7;</content>", "application/xml"),
        (b"<content>nothing &#0;</content>", "application/xml"),
        (b"<content>caf\xe9</content>", "application/xml"),
        (b"<content>half a pair &#xD83D;</content>", "application/xml"),
        (b"<content>caf\xc3\xa9</content>", "application/xml; charset=us-ascii"),
        (b"<content>x</content>", "application/xml; charset=shift_jis"),
        (b"<content>x</content>", "application/xml; charset=nonsense"),
        (b"<content>x</content", "application/xml"),
        (b"<content>x</content></item></request><request>", ""),
    ],
)
def test_a_malformed_body_is_answered_400_in_the_envelope(
    backpack: Backpack, content: bytes, content_type: str
) -> None:
    page = backpack.page()
    list_id = backpack.list(page)
    token = backpack.user.token.encode()
    body = b"<request><token>%s</token><item>%s</item></request>" % (token, content)

    answer = backpack.send(
        "POST",
        f"/ws/page/{page}/lists/{list_id}/items/add",
        body,
        {"Content-Type": content_type, "X-BP-Token": backpack.user.token},
    )

    assert answer.status == 400, answer.body
    assert answer.xml.attrib == {"success": "false"}
    assert answer.xml.findall("error")[0].attrib == {"code": "400"}
    assert backpack.state()["pages"][0]["lists"][0]["items"] == []


@pytest.mark.parametrize(
    "prologue", [_BOMB, _FILE, "<!DOCTYPE request>", '<?xml version="1.0" encoding="nonsense"?>']
)
def test_a_document_type_or_unknown_encoding_is_refused(backpack: Backpack, prologue: str) -> None:
    body = f"{prologue}<request><token>{backpack.user.token}</token></request>"

    answer = backpack.send("POST", "/ws/pages/all", body, {"Content-Type": "application/xml"})

    assert (answer.status, answer.xml.findtext("error")) == (400, "Malformed request")


def test_a_malformed_body_without_an_envelope_is_400_with_a_word_of_help(backpack: Backpack) -> None:
    path = f"/users/{backpack.user.id}/status.xml"

    answer = backpack.rest("PUT", path, "<status><message>a & b</message></status>")

    assert (answer.status, answer.body) == (400, b"Malformed request")


@pytest.mark.parametrize(
    ("headers", "prologue"),
    [
        ({"Content-Type": "application/xml"}, '<?xml version="1.0" encoding="UTF-8"?>\r\n'),
        ({"Content-Type": "text/xml; charset=UTF-8"}, ""),
        ({"Content-Type": "application/x-www-form-urlencoded"}, ""),
        ({"Content-Type": "application/x-www-form-urlencoded", "X-POST_DATA_FORMAT": "xml"}, "\r\n"),
        ({"Content-Type": "application/json", "x-post-data-format": "XML"}, ""),
        ({}, " \t\r\n"),
    ],
)
def test_xml_is_recognised_whatever_it_is_called(
    backpack: Backpack, headers: dict[str, str], prologue: str
) -> None:
    body = f"{prologue}<request>\r\n\t<token>{backpack.user.token}</token> \r\n</request>\r\n\r\n"

    assert backpack.send("POST", "/ws/pages/all", body, headers).status == 200


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Type": "application/json"}, "{}"),
        ({"X-POST_DATA_FORMAT": "json"}, "<request></request>"),
        ({"Content-Type": "text/plain"}, "token=x"),
        ({}, "x"),
    ],
)
def test_another_kind_of_body_is_answered_415(backpack: Backpack, headers: dict[str, str], body: str) -> None:
    assert backpack.send("POST", "/ws/pages/all", body, headers).status == 415


def test_a_declared_encoding_is_heeded(backpack: Backpack) -> None:
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?><request><token>{backpack.user.token}</token>'
    body = (text + "<page><title>Café</title></page></request>").encode("latin-1")

    assert backpack.send("POST", "/ws/pages/new", body).xml[0].get("title") == "Café"


def test_cdata_comments_and_a_missing_root_are_understood(backpack: Backpack) -> None:
    page = backpack.page()
    list_id = backpack.list(page)
    body = "<item><content><![CDATA[<b> & ]]>more<!-- not this --></content></item>"

    answer = backpack.send(
        "POST", f"/ws/page/{page}/lists/{list_id}/items/add", body, {"X-BP-Token": backpack.user.token}
    )

    assert answer.xml.findtext("item") == "<b> & more"


def test_a_body_over_the_cap_is_read_to_its_end_and_answered_413(backpack: Backpack) -> None:
    filler = "x" * (body_module.LARGEST_BYTES + 1)

    answer = backpack.ws("pages/new", f"<page><title>{filler}</title></page>")

    assert answer.status == 413
    assert answer.xml.findall("error")[0].attrib == {"code": "413"}


def test_a_note_under_the_cap_comes_back_whole(backpack: Backpack) -> None:
    page, text = backpack.page(), "0123456789" * 100_000

    backpack.ws(f"page/{page}/notes/create", f"<note><body>{text}</body></note>")

    assert backpack.ws(f"page/{page}/notes/list").xml.findtext("notes/note") == text


def test_deep_nesting_is_no_trouble(backpack: Backpack) -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000

    assert backpack.ws("pages/new", f"{deep}<page><title>x</title></page>").status == 200


def test_a_mistake_of_the_server_is_500_internal_error_and_undone(
    backpack: Backpack, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = backpack.page()
    list_id = backpack.list(page)
    insert_item = items.insert_item

    def fail_after_writing(*arguments: object, **options: object) -> int:
        insert_item(*arguments, **options)  # type: ignore[arg-type]  # mixed on purpose
        raise RuntimeError("made up by a test")

    with monkeypatch.context() as patched:
        patched.setattr(items, "insert_item", fail_after_writing)
        answer = backpack.ws(f"page/{page}/lists/{list_id}/items/add", "<item><content>x</content></item>")

    assert answer.status == 500
    assert answer.body.decode().splitlines()[1] == (
        '<response success="false"><error code="500">Internal error</error></response>'
    )
    assert backpack.state()["pages"][0]["lists"][0]["items"] == []
    assert backpack.item(page, list_id, "Milk") > 0, "the next request is served"
