"""YAML and forms as clients really sent them, and what is refused (wire 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import tostring

import pytest

from sandbox.backpackit.errors import Malformed
from sandbox.backpackit.formats import parse_form, parse_yaml

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack

YAML = {"X-POST_DATA_FORMAT": "yaml"}


@pytest.mark.parametrize(
    ("scalar", "text"),
    [
        ("'yes'", "yes"),
        ("yes", "yes"),
        ("042", "042"),
        ("1e5", "1e5"),
        ("2007-07-03 19:51:00", "2007-07-03 19:51:00"),
        ("~", "~"),
        ('"a: \\u00e9 \\"b\\"\\n"', 'a: é "b"\n'),
        ("|\n    two\n\n    lines\n", "two\n\nlines\n"),
        ("|-\n    two\n    lines\n", "two\nlines"),
        (
            "a plain scalar that is folded\n    onto the next line",
            "a plain scalar that is folded onto the next line",
        ),
        ("!binary |\n    Y2Fmw6k=\n", "café"),
        ("!ruby/object:Gem::Thing x", "x"),
    ],
)
def test_every_yaml_scalar_is_the_text_somebody_typed(backpack: Backpack, scalar: str, text: str) -> None:
    page = backpack.page()
    body = f"--- \ntoken: {backpack.user.token}\nnote: \n  title: {scalar}\n"

    answer = backpack.send("POST", f"/ws/page/{page}/notes/create", body, YAML)

    assert answer.xml[0].get("title") == text, answer.body


def test_symbols_lists_and_blank_values_are_understood() -> None:
    root = parse_yaml(b":token: T\nitem-id: [3, 2]\nremind_at:\nr:\n- user_id: 5\n- user_id: 6\n")

    assert tostring(root).decode() == (
        "<request><token>T</token><item-id>3</item-id><item-id>2</item-id><remind_at />"
        "<r><user_id>5</user_id></r><r><user_id>6</user_id></r></request>"
    )


def test_a_form_has_rails_brackets() -> None:
    root = parse_form(
        b"token=T&item[content]=Oat+milk+%26%20more&item[completed]=1&item-id[]=3&item-id[]=2&x="
    )

    assert tostring(root).decode() == (
        "<request><token>T</token><item><content>Oat milk &amp; more</content><completed>1</completed></item>"
        "<item-id>3</item-id><item-id>2</item-id><x /></request>"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"---\n- 1", b"--- text", b"a: *b", b"a: &b x\nc: *b", b"a: [", b"a: 1\n---\nb: 2", b"? [1]\n: 2",
        b"[" * 200_000, b"a: " + b"{b: " * 100_000, b"\xff: 1", b'a: "\\ud800"', b"%YAML 9.9\n---\na: 1",
        b"a: !binary '/w=='", b"a: \x07", b"a:\tb\n\t- c", b"a: |\n  x\n y: z\n  !",
    ],
)  # fmt: skip
def test_malformed_yaml_is_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        parse_yaml(body)


@pytest.mark.parametrize(
    "body",
    [
        b"a[b=1",
        b"=1",
        b"a]b[=1",
        b"a" + b"[b]" * 100 + b"=1",
        b"%ff=1",
        b"a=%ff",
        b"a=1&" * 20_000,
        b"\xff=1",
    ],
)
def test_malformed_forms_are_refused(body: bytes) -> None:
    with pytest.raises(Malformed):
        parse_form(body)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Type": "application/x-yaml"}, "token: {}\n"),
        ({"Content-Type": "text/yaml; charset=utf-8"}, "---\ntoken: {}\n"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, "---\ntoken: {}\n"),
        ({}, "---\ntoken: {}\n"),
        ({"Content-Type": "application/xml", "X-POST-DATA-FORMAT": "YAML"}, "token: {}\n"),
        ({"Content-Type": "application/x-www-form-urlencoded"}, "token={}"),
        ({"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}, "token={}\r\n"),
        ({}, "token={}"),
        (
            {"Content-Type": "application/x-yaml", "X_POST_DATA_FORMAT": "xml"},
            "<request><token>{}</token></request>",
        ),
        ({}, "\ufeff<request><token>{}</token></request>"),
    ],
)
def test_the_kind_is_told_by_legacy_header_then_content_type_then_first_character(
    backpack: Backpack, headers: dict[str, str], body: str
) -> None:
    answer = backpack.send("POST", "/ws/pages/all", body.format(backpack.user.token), headers)

    assert answer.status == 200, answer.body


@pytest.mark.parametrize("kind", ["yaml", "form", "xml"])
def test_what_xml_cannot_carry_is_refused_with_the_reason(backpack: Backpack, kind: str) -> None:
    token = backpack.user.token
    bodies = {
        "yaml": (f'token: {token}\npage: {{title: "a\\x07"}}', YAML),
        "form": (f"token={token}&page[title]=a%07", {"Content-Type": "application/x-www-form-urlencoded"}),
        "xml": (f"<request><token>{token}</token><page><title>a\ufffe</title></page></request>", {}),
    }
    body, headers = bodies[kind]

    answer = backpack.send("POST", "/ws/pages/new", body, headers)

    assert answer.status == 400, answer.body
    assert kind == "xml" or answer.xml.findtext("error") == "title holds U+0007, which XML cannot carry"
    assert backpack.state()["pages"] == []
