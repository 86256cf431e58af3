"""docs/api-coverage.md is what the tests run."""

import sys

import backpack as bp
from tests.contract.coverage import DOCUMENT, document, rows


def test_the_table_in_the_docs_is_current_and_shown_with_pytest_s() -> None:
    sys.stdout.write(document())
    assert DOCUMENT.read_text() == document(), "run python -m tests.contract.coverage --write"


def test_every_operation_has_a_row() -> None:
    assert sorted(row[1].strip("`") for row in rows()[1:]) == sorted(bp.REGISTRY)
