"""`sandbox/README.md` names the routes, flags, fault fields and options that exist, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from sandbox.backpackit.__main__ import command_line
from sandbox.backpackit.admin.people import OPTIONS
from sandbox.backpackit.admin.routes import admin_table
from sandbox.backpackit.faults import BODIES, CUTS, FaultRule
from sandbox.backpackit.launchpad.routes import launchpad_routes
from sandbox.backpackit.site import new_site

README = Path(__file__).parents[3].joinpath("sandbox", "README.md").read_text()


def _first_cells(heading: str) -> list[str]:
    """The code in the first cell of each row of the table that begins with this heading."""
    table = README.partition(f"| {heading} |")[2].partition("\n\n")[0]
    return re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE)


def test_the_sandboxs_routes_are_exactly_the_documented_ones() -> None:
    site = new_site()
    try:
        routes = [f"{method} /_sandbox{path}" for method, path, _ in admin_table(site)]
        launchpad = [
            f"{'POST' if 'POST' in (route.methods or ()) else 'GET'} /launchpad{route.path}"
            for route in launchpad_routes(site)
        ]
    finally:
        site.database.close()

    documented = re.findall(r"^\| `((?:GET|POST|DELETE) /[^`]+)` \|", README, re.MULTILINE)
    assert documented == launchpad + routes


def test_the_flags_are_exactly_the_documented_ones() -> None:
    flags = [action.option_strings[0] for action in command_line()._actions]

    assert [*_first_cells("flag"), "-h"] == [*flags[1:], flags[0]]


def test_the_fields_of_a_fault_are_exactly_the_documented_ones() -> None:
    assert _first_cells("field") == list(FaultRule.__dataclass_fields__)
    for word in (*CUTS, *BODIES):
        assert f"`{word}`" in README


def test_the_options_are_exactly_the_documented_ones() -> None:
    assert _first_cells("option") == list(OPTIONS)
