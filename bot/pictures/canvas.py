"""Pixels to draw on: flat rectangles, and text."""

from bot.pictures.font import ADVANCE, dots
from bot.pictures.png import Colour, png


class Canvas:
    """Measured in units of `scale` pixels, so that screens with fine pixels have something to show."""

    def __init__(self, width: int, height: int, background: Colour, scale: int) -> None:
        self._scale = scale
        self._palette = [background]
        self._rows = [bytearray(width * scale) for _ in range(height * scale)]

    def box(self, left: int, top: int, size: int, colour: Colour) -> None:
        """A square with its corners rounded by a third of a unit each way."""
        number, scale, side = self._number(colour), self._scale, size * self._scale
        corner = max(1, round(scale * 2 / 3))
        for row in range(side):
            from_edge = min(row, side - 1 - row)
            cut = max(0, corner - from_edge)
            start, end = left * scale + cut, left * scale + side - cut
            self._rows[top * scale + row][start:end] = bytes([number]) * (end - start)

    def text(self, left: int, top: int, text: str, colour: Colour) -> None:
        """:raises KeyError: a character is none of the font's"""
        number, scale = self._number(colour), self._scale
        for place, character in enumerate(text):
            for column, row in dots(character):
                start = (left + place * ADVANCE + column) * scale
                for line in range((top + row) * scale, (top + row + 1) * scale):
                    self._rows[line][start : start + scale] = bytes([number]) * scale

    def png(self) -> bytes:
        return png([bytes(row) for row in self._rows], self._palette)

    def _number(self, colour: Colour) -> int:
        if colour not in self._palette:
            self._palette.append(colour)
        return self._palette.index(colour)
