"""The examples in the docstrings do what they say."""

import doctest

import pytest

import backpack.client
import backpack.oauth
import backpack.retry


@pytest.mark.parametrize("module", [backpack.client, backpack.oauth, backpack.retry])
def test_the_examples_in_a_modules_docstrings_are_right(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]  # doctest takes modules, whatever its stub says
    assert result.attempted > 0
    assert result.failed == 0
