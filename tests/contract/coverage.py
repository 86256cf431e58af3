"""The table of what the contract tests run, made from the registry and the cases.

python -m tests.contract.coverage            prints it
python -m tests.contract.coverage --write    writes docs/api-coverage.md
"""

import sys
from pathlib import Path
from typing import Final

import backpack as bp
from tests.contract import cases
from tests.contract.table import CASES, Case
from tests.contract.world import AUTHS

DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "api-coverage.md"
#: In the documentation's order.
SECTIONS: Final = [
    *("pages", "lists", "items", "notes", "separators", "tags", "reminders", "emails", "status", "journal"),
    *("users", "bookmarks", "calendars", "calendar_events"),
]
_PLACES: Final = {bp.TokenPlace.PATH: "/T"}
_HEADER: Final = f"""\
# Coverage of the Backpack API

Every documented operation, run by our client against our server (`tests/contract`); written by
`python -m tests.contract.coverage --write`, and a test fails while this file is not current.

- **Happy path**: made once with each of {", ".join(AUTHS)} as credentials. What it leaves is looked up
  through the operation or route named; *reply* means that the operation only reads: its reply is compared.
- **Unknown ids**: each answers 404, both for an id that does not exist and for another account's.
- **Other errors**: beside these every operation is run with a wrong token (403, and 401 with Bearer), over
  the limit of its class (503 with Retry-After) and with an internal error (500). None may change anything.
- **Limit**: 100 requests per 5 s; *calendar* 10 per 5 s.
- `/T` in a path is the token; elsewhere it is in the body under `/ws` and in separators, and in X-BP-Token.

"""


def rows() -> list[tuple[str, ...]]:
    """The table, its heading first."""
    assert cases.__all__  # imported for what it puts into the table
    heading = ("Section", "Operation", "Method", "Path", "Happy path", "Unknown ids", "Other errors", "Limit")
    in_order = sorted(CASES.values(), key=lambda case: SECTIONS.index(case.operation.section))
    return [heading, *map(_row, in_order)]


def document() -> str:
    """What docs/api-coverage.md should be."""
    heading, *rest = rows()
    lines = [heading, tuple("---" for _ in heading), *rest]
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    denials = sum(len(case.denials) for case in CASES.values())
    ids = sum(len(case.path_ids) for case in CASES.values())
    return (
        f"{_HEADER}{table}\n{len(rest)} operations, {len(AUTHS)} happy paths each; {ids} unknown ids, each in"
        f" two ways; {denials} other errors, and {len(AUTHS) + 2} for every operation.\n"
    )


def _row(case: Case) -> tuple[str, ...]:
    operation = case.operation
    path = _PLACES.get(operation.token_place, "") + operation.path
    return (
        operation.section.replace("_", " "),
        f"`{operation.name}`",
        operation.method,
        f"`{path}`",
        f"`{case.seen_in}`" if case.seen_in else "reply",
        ", ".join(case.path_ids) or "–",
        "; ".join(f"{denial.status} {denial.reason}" for denial in case.denials) or "–",
        "calendar" if operation.cost == "calendar" else "",
    )


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        DOCUMENT.write_text(document())
    else:
        sys.stdout.write(document())
