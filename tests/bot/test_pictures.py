"""The picture of four weeks: a file that decoders read, in which every cell is where it belongs."""

import struct
import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures import activity as drawn
from bot.pictures.activity import activity_picture
from bot.pictures.font import ADVANCE, HEIGHT, WIDTH, dots, drawable
from bot.pictures.png import Colour, png
from tasks.journaling.activity import DAYS, Activity

LAST = date(2027, 3, 9)  # a Tuesday


def pixels(content: bytes) -> list[list[Colour]]:
    """Read back, chunk by chunk, with every checksum checked."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    at, chunks = 8, dict[bytes, bytes]()
    while at < len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        data = content[at + 8 : at + 8 + length]
        assert struct.unpack(">I", content[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + data)
        chunks[kind] = data
        at += 12 + length
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, depth, colour_type, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, colour_type, rest) == (8, 3, [0, 0, 0])
    palette = [tuple(chunks[b"PLTE"][start : start + 3]) for start in range(0, len(chunks[b"PLTE"]), 3)]
    raw = zlib.decompress(chunks[b"IDAT"])
    assert len(raw) == height * (width + 1)
    rows = [raw[row * (width + 1) :][: width + 1] for row in range(height)]
    assert {row[0] for row in rows} == {0}
    return [[palette[number] for number in row[1:]] for row in rows]  # type: ignore[misc]  # three of each


def test_what_is_written_can_be_read() -> None:
    palette = [(255, 255, 255), (1, 2, 3)]
    assert pixels(png([b"\x00\x01\x00", b"\x01\x01\x00"], palette)) == [
        [palette[0], palette[1], palette[0]],
        [palette[1], palette[1], palette[0]],
    ]


def cell(image: list[list[Colour]], row: int, day: int) -> Colour:
    """The colour in the middle of it."""
    scale, half = drawn._SCALE, drawn._CELL // 2
    return image[(drawn._TOP + row * drawn._ROW + half) * scale][(drawn._left(day) + half) * scale]


def test_every_cell_has_the_shade_of_its_day() -> None:
    counts = (*range(6), *(0,) * 21, 9)
    content = activity_picture([Activity(1, "Maya", (0,) * DAYS), Activity(2, "Tomás", counts)], LAST)
    assert content
    image = pixels(content)
    assert {cell(image, 0, day) for day in range(DAYS)} == {drawn._LEVELS[0], drawn._FREE_DAY}
    free = [day for day in range(DAYS) if cell(image, 0, day) == drawn._FREE_DAY]
    assert free == [3, 4, 10, 11, 17, 18, 24, 25], "Saturdays and Sundays"
    shades = [cell(image, 1, day) for day in range(DAYS)]
    assert shades[1:6] == [drawn._LEVELS[number] for number in (1, 2, 2, 3, 3)]
    assert shades[-1] == drawn._LEVELS[3]


def test_the_names_differ_and_nothing_else() -> None:
    def image(name: str) -> list[list[Colour]]:
        content = activity_picture([Activity(1, name, (1,) * DAYS)], LAST)
        assert content
        return pixels(content)

    first, second = image("Maya"), image("Linh")
    columns = {
        column
        for row, other in zip(first, second, strict=True)
        for column, (one, two) in enumerate(zip(row, other, strict=True))
        if one != two
    }
    assert columns
    left, right = drawn._MARGIN * drawn._SCALE, (drawn._MARGIN + 4 * ADVANCE) * drawn._SCALE
    assert left <= min(columns) <= max(columns) < right


@pytest.mark.parametrize(
    ("name", "drawn_as"),
    [
        ("Tomás Rivera", "Tomas Rivera"),
        ("Zoë  O’Neill", "Zoe O'Neill"),
        ("Łukasz Øster-Groß", "Lukasz Oster-Gross"),
        ("Ann & (Bob) Jr., 3/4 …", "Ann & (Bob) Jr., 3/4 …"),
        ("陳怡君", None),
        ("Ольга", None),
        ("Ann 🚀", None),
        ("<!channel>", None),
        ("\x07", None),
        ("", None),
    ],
)
def test_names_lose_their_accents_or_are_not_drawn(name: str, drawn_as: str | None) -> None:
    assert drawable(name) == drawn_as


def test_no_two_characters_look_alike() -> None:
    characters = [chr(number) for number in range(32, 127)] + ["…"]
    looks = {each: tuple(dots(each)) for each in characters if drawable(each)}
    assert len(looks) == 26 + 26 + 10 + 9
    assert len(set(looks.values())) == len(looks)
    assert all(column < WIDTH and row < HEIGHT for look in looks.values() for column, row in look)


@given(
    names=st.lists(st.text(max_size=60), min_size=1, max_size=15),
    counts=st.lists(st.integers(0, 99), min_size=DAYS, max_size=DAYS),
    last_day=st.dates(date(2000, 3, 1), date(2100, 1, 1)),
)
def test_any_rows_are_drawn_or_not_at_all(names: list[str], counts: list[int], last_day: date) -> None:
    rows = [Activity(number, name, tuple(counts)) for number, name in enumerate(names)]
    content = activity_picture(rows, last_day)
    if content is not None:
        assert len(pixels(content)[0]) == drawn._WIDTH * drawn._SCALE
        assert len(content) < 50_000


def test_nobody_is_no_picture() -> None:
    assert activity_picture([], LAST) is None
