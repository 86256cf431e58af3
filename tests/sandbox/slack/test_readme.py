"""`sandbox/README.md` names the fields of a fault that exist, and no others."""

import re
from dataclasses import fields
from pathlib import Path

from starlette.routing import Mount, Route

from sandbox.slack.config import Config
from sandbox.slack.faults import CUTS, Fault
from sandbox.slack.server import create_app
from sandbox.slack.state import Workspace

README = Path(__file__).parents[3].joinpath("sandbox", "README.md").read_text()


def test_the_documented_routes_are_there() -> None:
    config = Config("http://127.0.0.1:9", "http://127.0.0.1:9", "s", "t")
    mounted = [route for route in create_app(config, Workspace()).routes if isinstance(route, Mount)]
    (sandbox,) = [route for route in mounted if route.path == "/_sandbox"]
    there = {f"/_sandbox{route.path}" for route in sandbox.routes if isinstance(route, Route)}
    documented = re.findall(r"^\| `(/_sandbox/\w+)` \|", README, re.MULTILINE)
    assert documented
    assert set(documented) <= there


def test_the_fields_of_a_fault_are_exactly_the_documented_ones() -> None:
    table = README.partition("| fault | default |")[2]
    documented = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert documented == [field.name for field in fields(Fault)]
    assert all(f"`{cut}`" in table for cut in CUTS)
