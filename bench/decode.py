"""From the bytes of a reply to models: speed and peak memory, beside parsers that only build a tree.

Each row runs in a process of its own, so that no row's memory is another's. The reference rows do less: they
refuse nothing (DTDs, entities, depth, size), check nothing and end with a tree of their own.
"""

import json
import multiprocessing
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from xml.etree import ElementTree

from backpack import export_user, show_page
from backpack.reply import RawReply, read_reply
from backpack.xml import parse

RESULTS = Path(__file__).parent / "results"
RUNS = 15  # the median of which is not moved by a neighbour's burst
PAGE_ITEMS = 1_000
EXPORT_PAGES = 500
EXPORT_ITEMS = 20  # on each page's list, beside two notes and a reminder


@dataclass(frozen=True)
class Row:
    """One reader on one document. Megabytes are 10^6 bytes; memory is what the process grew by."""

    document: str
    reader: str
    document_mb: float
    median_ms: float
    mb_per_s: float
    peak_mb: float


def page_document() -> bytes:
    """A page with one list of many items."""
    belonging = '<belonging id="1"><position>1</position><widget type="List" id="1"/></belonging>'
    body = f"<belongings>{belonging}</belongings>{_list(1, PAGE_ITEMS)}"
    page = f'<page title="Groceries" id="1" email_address="x@backpackit.com">{body}</page>'
    return f'<?xml version="1.0" encoding="UTF-8"?><response success="true">{page}</response>'.encode()


def export_document() -> bytes:
    """An export of many pages with lists and notes, and as many reminders."""
    pages = "".join(
        f'<page title="Page {number}" id="{number}" email_address="p{number}@backpackit.com"><belongings>'
        + "".join(
            f'<belonging id="{place}"><position>{place}</position>'
            f'<widget type="{kind}" id="{place}"/></belonging>'
            for place, kind in enumerate(("List", "Note", "Note"), 1)
        )
        + "</belongings>"
        + "<notes>"
        + "".join(
            f'<note title="Note {note}" id="{note}" created_at="2011-03-26 19:15:55">'
            + "Words that somebody wrote &amp; kept.\n" * 8
            + "</note>"
            for note in (2, 3)
        )
        + f"</notes>{_list(number, EXPORT_ITEMS)}</page>"
        for number in range(EXPORT_PAGES)
    )
    reminders = "".join(
        f'<reminder id="{number}"><remind_at>2011-03-26 19:15:55</remind_at><content>Call</content>'
        '<creator id="1" name="Ann"/><remindees><user id="1" name="Ann"/></remindees></reminder>'
        for number in range(EXPORT_PAGES)
    )
    inside = f"<pages>{pages}</pages><reminders>{reminders}</reminders>"
    return f'<user id="1" name="Ann" account="trailhead">{inside}</user>'.encode()


def _list(number: int, items: int) -> str:
    inside = "".join(
        f'<item completed="{"true" if item % 3 == 0 else "false"}" id="{item}" list_id="{number}">'
        f"Item {item} &amp; what belongs to it</item>"
        for item in range(items)
    )
    return f'<lists><list name="List" id="{number}"><items>{inside}</items></list></lists>'


def _models(document: bytes) -> object:
    call = show_page(1) if document.startswith(b"<?xml") else export_user(1)
    return read_reply(call, RawReply(200, document))


def _lxml(document: bytes) -> object:
    from lxml import etree  # noqa: PLC0415 - only here, and only if it is installed

    return etree.fromstring(document)


READERS: dict[str, Callable[[bytes], object]] = {
    "backpack, models": _models,
    "backpack, tree (defusedxml)": parse,
    "xml.etree, tree": ElementTree.fromstring,
    "lxml, tree": _lxml,
}
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    f"a page of {PAGE_ITEMS:,} items": page_document,
    f"an export of {EXPORT_PAGES} pages": export_document,
}


def main() -> None:
    rows, notes = [], []
    # A fresh interpreter for each row: a forked one would start with this one's memory.
    context = multiprocessing.get_context("spawn")
    for document in DOCUMENTS:
        for reader in READERS:
            with context.Pool(1) as pool:
                row = pool.apply(measure, (document, reader))
            if row:
                rows.append(row)
            else:
                notes.append(f"{reader} is missing for {document}: lxml is not installed.")
    _write(rows, notes)


def measure(document_name: str, reader_name: str) -> Row | None:
    """Read a document again and again; None if the reader is not installed."""
    document, read = DOCUMENTS[document_name](), READERS[reader_name]
    try:
        read(b"<a/>" if reader_name != "backpack, models" else _smallest(document))
    except ImportError:
        return None
    before = _peak_bytes()
    kept = read(document)
    peak = _peak_bytes() - before
    seconds = []
    for _ in range(RUNS):
        started = time.process_time()
        kept = read(document)
        seconds.append(time.process_time() - started)
    del kept
    median = statistics.median(seconds)
    megabytes = len(document) / 1e6
    return Row(
        document=document_name,
        reader=reader_name,
        document_mb=round(megabytes, 2),
        median_ms=round(median * 1000, 1),
        mb_per_s=round(megabytes / median, 1),
        peak_mb=round(peak / 1e6, 1),
    )


def _smallest(document: bytes) -> bytes:
    """A document of the same kind with nothing in it, to warm up with."""
    if document.startswith(b"<?xml"):
        return b'<?xml version="1.0"?><response success="true"><page id="1" title=""/></response>'
    return b'<user id="1" name="" account=""/>'


def _peak_bytes() -> int:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _write(rows: list[Row], notes: list[str]) -> None:
    machine = f"Python {platform.python_version()}, {platform.machine()}, median of {RUNS} runs"
    lines = [
        "# Decoding",
        "",
        f"{machine}, in CPU time, each row in a process of its own.",
        "Peak is what the process grew by while it read the document once and kept the result. Rows that end",
        "in a tree check no values; the last two of each refuse no DTD, entity, depth or number of elements.",
        "",
        "| document | reader | MB | ms | MB/s | peak MB |",
        "|---|---|---|---|---|---|",
        *(f"| {' | '.join(map(str, asdict(row).values()))} |" for row in rows),
        *(["", *notes] if notes else []),
    ]
    table = "\n".join(lines)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "decode.md").write_text(table + "\n")
    (RESULTS / "decode.json").write_text(json.dumps({"rows": [asdict(row) for row in rows]}, indent=2) + "\n")
    print(table)
