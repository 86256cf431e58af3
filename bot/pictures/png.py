"""Writing PNG (W3C: Portable Network Graphics, third edition): eight bits a pixel, with a palette."""

import struct
import zlib
from collections.abc import Sequence

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PALETTE_COLOURS = 3  # the colour type: each pixel is the number of a colour
_NO_FILTER = b"\x00"  # before each row; flat areas are small without


def png(rows: Sequence[bytes], palette: Sequence[Colour]) -> bytes:
    """The file. `rows` are the pixels, each a number of a colour in `palette`; all are equally long."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, _PALETTE_COLOURS, 0, 0, 0)
    colours = b"".join(bytes(colour) for colour in palette)
    pixels = zlib.compress(b"".join(_NO_FILTER + row for row in rows), 9)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", pixels), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
