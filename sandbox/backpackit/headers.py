"""Request headers, found whatever their spelling.

Backpack ran behind CGI names, where `X-POST_DATA_FORMAT`, `X-Post_data_format` and `X-POST-DATA-FORMAT` are
one header (wire 2), and clients send all three.
"""

from collections.abc import Iterable, Mapping


class Headers:
    """The first value of each header, by a name that ignores case and takes `_` for `-`."""

    def __init__(self, raw: Iterable[tuple[bytes, bytes]]) -> None:
        values: dict[str, str] = {}
        for name, value in raw:
            values.setdefault(_normal(name.decode("latin-1")), value.decode("latin-1").strip())
        self._values: Mapping[str, str] = values

    def get(self, name: str) -> str:
        """The value, or an empty string: an empty header says no more than none."""
        return self._values.get(_normal(name), "")


def _normal(name: str) -> str:
    return name.lower().replace("_", "-")
