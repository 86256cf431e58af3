"""`sandbox/README.md` names the fields of a fault that exist, and no others."""

import re
from dataclasses import fields
from pathlib import Path

from sandbox.slack.faults import CUTS, Fault

README = Path(__file__).parents[3].joinpath("sandbox", "README.md").read_text()


def test_the_fields_of_a_fault_are_exactly_the_documented_ones() -> None:
    table = README.partition("| fault | default |")[2]
    documented = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert documented == [field.name for field in fields(Fault)]
    assert all(f"`{cut}`" in table for cut in CUTS)
