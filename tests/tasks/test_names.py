"""Names as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.names import fold, nearest


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("groceries", "Groceries"),
        ("cafe ideas", "Café  Ideas"),
        ("CAFÉ\tIDEAS", "Cafe\u0301 ideas"),
        ("Maya's list", "Maya’s list"),
        ("“Groceries”", "Groceries"),
        ('" Groceries "', "Groceries"),
        ("2024-2025", "2024–2025"),
        ("STRASSE", "Straße"),
        ("istanbul", "İstanbul"),
        ("tel", "℡"),
        ("file", "ﬁle"),
        ("קניות", "קְנִיּוֹת"),
        ("مدرسة", "مَدْرَسَة"),
        ("ㅎㅏㄴ".translate({}), "ㅎㅏㄴ"),
        ("🛒 weekend", "🛒  Weekend"),
    ],
)
def test_case_accents_quotes_and_blanks_make_no_difference(typed: str, written: str) -> None:
    assert fold(typed) == fold(written)


@pytest.mark.parametrize(("one", "other"), [("API", "APIs"), ("a b", "ab"), ("C", "C++"), ("🛒", "🧺")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_shouting_a_name_finds_it(name: str) -> None:
    assert fold(name.upper().lower()) == fold(name.upper())


def test_a_slip_is_near_and_a_stranger_is_not() -> None:
    among = ["Groceries", "Repairs", "Grandma"]
    assert nearest("Grocries", among) == ("Groceries",)
    assert nearest("Zanzibar", among) == ()


def test_the_nearest_keep_their_own_spelling_and_come_once() -> None:
    assert nearest("cafe", ["Café", "CAFE", "Café ideas"]) == ("Café", "Café ideas")


def test_part_of_a_name_is_near_enough_from_three_letters_on() -> None:
    among = ["Long list of groceries for the summer house"]
    assert nearest("summer house", among) == tuple(among)
    assert nearest("of", among) == ()


def test_no_more_are_offered_than_asked_for() -> None:
    assert len(nearest("list", [f"list {number}" for number in range(9)], most=3)) == 3


def test_a_name_of_nothing_but_quotes_is_offered_to_nobody() -> None:
    assert nearest("groceries", ["''", "“”", ""]) == ()
