"""API: Tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sandbox.backpackit.sections.tags import read_tags

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('Music "Long Scores" Jazz', ["Music", "Long Scores", "Jazz"]),
        ("\n a\n\tb   c ", ["a", "b", "c"]),
        ('a "b c', ["a", "b c"]),
        ('a"b c"d', ["a", "b c", "d"]),
        ("a b a", ["a", "b"]),
        ('"" " " a', ["a"]),
        ("", []),
    ],
)
def test_tags_are_between_blanks_or_quotes(text: str, names: list[str]) -> None:
    assert read_tags(text) == names


def test_tagging_overwrites_and_keeps_the_ids_of_tags(backpack: Backpack) -> None:
    page, other = backpack.page("One"), backpack.page("Two")
    backpack.ws(f"page/{page}/tags/tag", "<tags>Technology Travel</tags>")
    tags = {
        one.get("name"): one.get("id") for one in backpack.ws(f"page/{page}").xml.findall("page/tags/tag")
    }
    assert list(tags) == ["Technology", "Travel"]

    backpack.ws(f"page/{page}/tags/tag", "<tags>Travel</tags>")
    backpack.ws(f"page/{other}/tags/tag", "<tags>Travel Caf\u00e9</tags>")

    def pages_of(name: str) -> list[dict[str, str]]:
        found = backpack.ws(f"tags/select/{tags[name]}").xml.findall("pages/page")
        return [one.attrib for one in found]

    assert pages_of("Travel") == [{"id": str(page), "title": "One"}, {"id": str(other), "title": "Two"}]
    assert pages_of("Technology") == []


def test_a_page_without_tags_has_no_container(backpack: Backpack) -> None:
    page = backpack.page()
    backpack.ws(f"page/{page}/tags/tag", "<tags>a</tags>")
    backpack.ws(f"page/{page}/tags/tag", "<tags></tags>")

    assert backpack.ws(f"page/{page}").xml.find("page/tags") is None


def test_another_accounts_tag_is_unknown(backpack: Backpack, elsewhere: Backpack) -> None:
    page = elsewhere.page()
    elsewhere.ws(f"page/{page}/tags/tag", "<tags>secret</tags>")
    tag = elsewhere.state()["pages"][0]["tags"][0]["id"]

    assert backpack.ws(f"tags/select/{tag}").status == 404
    assert backpack.ws(f"tags/{tag}").status == 404
