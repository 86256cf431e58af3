"""The tree: complete, drawn as it is, and fit to be sent between processes."""

import pickle
import re

import pytest

import backpack.errors
from backpack import BackpackError, RateLimited, Refusal, UnsendableText


def kinds(root: type[BackpackError] = BackpackError) -> list[type[BackpackError]]:
    return [root, *(kind for child in root.__subclasses__() for kind in kinds(child))]


@pytest.mark.parametrize("kind", kinds())
def test_an_error_survives_pickling_with_all_it_knows(kind: type[BackpackError]) -> None:
    error = kind("what happened", hint="do this", retryable=True, retry_after_seconds=3.5)
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert (str(back), vars(back)) == ("what happened", vars(error))


def test_the_details_of_a_kind_survive_pickling() -> None:
    refused = pickle.loads(pickle.dumps(Refusal.for_status(418, "no tea")))
    unsendable = pickle.loads(pickle.dumps(UnsendableText.at("\a", 0)))
    assert refused.status == 418
    assert (unsendable.character, unsendable.position) == ("U+0007", 0)


def test_the_drawing_shows_every_error_and_no_other() -> None:
    drawn = re.findall(r"[├└]── (\w+)", backpack.errors.__doc__ or "")
    assert sorted(drawn) == sorted(kind.__name__ for kind in kinds()[1:])


def test_a_limit_without_a_time_is_waited_out_for_a_window() -> None:
    assert RateLimited("busy").retry_after_seconds == 5
