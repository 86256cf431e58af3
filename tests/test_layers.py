"""The arrows between packages point one way, and some libraries have one door."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

MAY_IMPORT = {
    "backpack": set[str](),
    "store": {"backpack"},
    "tasks": {"backpack", "store"},
    "bot": {"backpack", "store", "tasks"},
    "sandbox": set[str](),
}
ONLY_IMPORTERS = {
    "dateparser": {"bot/when/fallback.py"},
    "requests": {"backpack/connections.py", "backpack/transport.py", "bot/commands.py"},
    "defusedxml": {"backpack/xml.py", "sandbox/backpackit/body.py"},
    "cryptography": {"store/cipher.py", "tasks/config.py", "sandbox/backpackit/certificate.py"},
}
FORBIDDEN = {
    "backpack": {"celery", "slack_bolt", "slack_sdk", "pydantic"},
    "store": {"celery", "slack_bolt", "slack_sdk"},
    "tasks": {"slack_bolt", "slack_sdk"},
}


def _modules(package: str) -> Iterator[Path]:
    yield from (ROOT / package).rglob("*.py")


def _imports(path: Path) -> Iterator[str]:
    """Top-level names of everything the module imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield (node.module or "").partition(".")[0]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_those_below_it(package: str) -> None:
    forbidden = set(MAY_IMPORT) - MAY_IMPORT[package] - {package} | FORBIDDEN.get(package, set())
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in _modules(package)
        for name in set(_imports(path)) & forbidden
    ]
    assert not wrong


@pytest.mark.parametrize("library", ONLY_IMPORTERS)
def test_a_library_with_one_door_is_imported_nowhere_else(library: str) -> None:
    importers = {
        str(path.relative_to(ROOT))
        for package in MAY_IMPORT
        for path in _modules(package)
        if library in set(_imports(path))
    }
    assert importers == ONLY_IMPORTERS[library]


def test_no_file_has_grown_past_two_concepts() -> None:
    # 250 lines is where we have always found a second concept; the aim is 200.
    lengths = {
        path: len(path.read_text().splitlines()) for package in MAY_IMPORT for path in _modules(package)
    }
    assert not {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > 250}
