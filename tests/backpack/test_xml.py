"""What is written comes back the same; what is read is tolerated or refused, and never harmful."""

import contextlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpack import UnexpectedReply, UnsendableText, check_sendable
from backpack.element import Element, element
from backpack.node import Node
from backpack.xml import MAX_DEPTH, MAX_NODES, parse

# All of XML 1.0's characters, the awkward ones often.
SENDABLE = st.text(
    st.one_of(
        st.sampled_from("\t\n\r\u0085\u2028\ufffd<>&\"']"),
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"),
    )
)


@given(SENDABLE, SENDABLE)
def test_any_sendable_text_comes_back_exactly(text: str, attribute: str) -> None:
    sent = element("item", element("content", text), note=attribute)
    node = parse(sent.to_bytes())
    assert node.string("content") == text
    assert node.string("note") == attribute


@given(st.text(st.characters(codec=None)))
def test_text_is_either_sendable_or_refused(text: str) -> None:
    try:
        sent = element("a", text).to_bytes()
    except UnsendableText as error:
        with pytest.raises(UnsendableText, match=f"U[+]{ord(text[error.position]):04X} at"):
            check_sendable(text)
    else:
        check_sendable(text)
        assert parse(sent).text == text


@pytest.mark.parametrize(
    ("character", "name"),
    [("\a", "U+0007"), ("\0", "U+0000"), ("\x1b", "U+001B"), ("\ud800", "U+D800"), ("\uffff", "U+FFFF")],
)
def test_an_unsendable_character_is_named_with_its_position(character: str, name: str) -> None:
    with pytest.raises(UnsendableText) as caught:
        element("content", f"ding{character}")
    assert (caught.value.character, caught.value.position) == (name, 4)
    assert f"{name} at position 4" in str(caught.value)
    assert not caught.value.retryable
    assert not caught.value.may_have_happened


def test_attributes_are_checked_as_well() -> None:
    with pytest.raises(UnsendableText):
        element("item", completed="\a")


def test_a_carriage_return_is_written_as_a_reference() -> None:
    assert str(element("a", "x\r\ny")) == "<a>x&#13;\ny</a>"


def test_text_cannot_become_markup() -> None:
    assert str(element("a", "</a><b>&amp;]]>")) == "<a>&lt;/a&gt;&lt;b&gt;&amp;amp;]]&gt;</a>"


def test_elements_compare_by_value() -> None:
    assert element("a", "x", b="c") == Element("a", ("x",), (("b", "c"),))


@pytest.mark.parametrize(
    "document",
    [
        b"\xef\xbb\xbf<?xml version='1.0'?><a id='1'/>",
        b"\r\n \t<?xml version='1.0' encoding='UTF-8'?>\n<a id=\"1\"/>",
        b"<a id='1'/>\n<!-- served in 12 ms -->",
        b"<a id='1'/> and so on & on",
        b"<a id='1'/>\x00\xff",
        b"<a><id type='integer'> 1 </id></a>",
        "<?xml version='1.0' encoding='UTF-16'?><a id='1'/>".encode("utf-16"),
        b"<a xmlns='http://example.com/'><id>1</id></a>",
    ],
)
def test_what_servers_were_seen_to_vary_is_tolerated(document: bytes) -> None:
    assert parse(document).integer("id") == 1


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"nothing like it",
        b"<a>",
        b"<a></b>",
        b"<a>&nbsp;</a>",
        b"<?xml version='1.0' encoding='klingon'?><a/>",
        b"<?xml version='1.0' encoding='utf-7'?><a/>",
        b"<!DOCTYPE html><html/>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
        b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
        b"<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a.dtd'><a/>",
        b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1),
        b"<a>" + b"<b/>" * MAX_NODES + b"</a>",
    ],
    ids=lambda document: document[:40].decode(),
)
def test_what_is_not_plain_xml_is_refused(document: bytes) -> None:
    with pytest.raises(UnexpectedReply) as caught:
        parse(document)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "document",
    [
        b"<a id='1'/>\n<a id='2'/>",
        b"<a id='1'/> and <b/>",
        "<?xml version='1.0' encoding='UTF-16'?><a id='1'/><b/>".encode("utf-16"),
    ],
)
def test_a_second_root_is_refused_and_named(document: bytes) -> None:
    with pytest.raises(UnexpectedReply, match="more than one root"):
        parse(document)


def test_a_failing_envelope_is_understood_whatever_follows_it() -> None:
    document = b"<response success='false'><error code='404'>Gone</error></response><html/>"
    assert parse(document).require("error").text == "Gone"


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(document: bytes) -> None:
    with contextlib.suppress(UnexpectedReply):
        parse(document)


def node(text: str) -> Node:
    return parse(text.encode())


def test_dashes_and_underscores_are_one() -> None:
    assert node("<a><b-c>1</b-c></a>").integer("b_c") == 1
    assert node("<a b-c='1'/>").integer("b_c") == 1


@pytest.mark.parametrize(
    "text", ["<a/>", "<a><b/></a>", "<a><b nil='true'/></a>", "<a b=''/>", "<a><b type='integer'></b></a>"]
)
def test_missing_nil_and_empty_values_are_none(text: str) -> None:
    assert node(text).integer_or_none("b") is None
    assert node(text).moment_or_none("b") is None
    assert node(text).boolean("b") is False


def test_a_nil_text_is_empty_and_a_missing_one_is_unexpected() -> None:
    assert node("<a><b nil='true'/></a>").string("b") == ""
    with pytest.raises(UnexpectedReply, match="<a> has no b"):
        node("<a/>").string("b")


@pytest.mark.parametrize("text", ["1.5", "0x1", "1" * 5000, "one", "\u0661"])
def test_what_is_not_a_whole_number_is_unexpected(text: str) -> None:
    with pytest.raises(UnexpectedReply, match="whole number"):
        node(f"<a b='{text}'/>").integer("b")


@pytest.mark.parametrize(("text", "expected"), [("true", True), ("1", True), ("False", False), ("0", False)])
def test_booleans_are_read_in_every_spelling(text: str, expected: bool) -> None:
    assert node(f"<a b='{text}'/>").boolean("b") is expected


def test_what_is_not_a_boolean_is_unexpected() -> None:
    with pytest.raises(UnexpectedReply, match="neither true nor false"):
        node("<a b='maybe'/>").boolean("b")


@pytest.mark.parametrize(
    "text",
    [
        "2011-03-26 19:15:55",
        "2011-03-26T19:15:55Z",
        "2011-03-26 19:15:55 UTC",
        "2011-03-26T21:15:55+02:00",
        '"2011-03-26 19:15:55"',
    ],
)
def test_moments_are_read_in_every_spelling_as_utc(text: str) -> None:
    moment = node(f"<a><b>{text}</b></a>").moment("b")
    assert moment == datetime(2011, 3, 26, 19, 15, 55, tzinfo=UTC)
    assert moment.tzinfo is UTC


@pytest.mark.parametrize("text", ["soon", "2011-13-01 00:00:00", ""])
def test_what_is_not_a_time_is_unexpected(text: str) -> None:
    with pytest.raises(UnexpectedReply):
        node(f"<a b='{text}'/>").moment("b")


def test_a_time_without_a_zone_is_read_in_the_zone_that_is_asked_for() -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    assert node("<a b='2011-03-26 19:15:55'/>").moment("b", tokyo) == datetime(
        2011, 3, 26, 10, 15, 55, tzinfo=UTC
    )
    assert node("<a b='2011-03-26T19:15:55Z'/>").moment("b", tokyo) == datetime(
        2011, 3, 26, 19, 15, 55, tzinfo=UTC
    )


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00"])
def test_a_time_outside_the_years_that_there_are_is_unexpected(text: str) -> None:
    with pytest.raises(UnexpectedReply):
        node(f"<a b='{text}'/>").moment("b")


def test_a_wall_clock_before_the_first_year_is_unexpected() -> None:
    with pytest.raises(UnexpectedReply):
        node("<a b='0001-01-01 00:00:00'/>").moment("b", ZoneInfo("Asia/Tokyo"))
