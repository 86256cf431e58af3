"""What the documents say is what the code does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.bindings import BINDINGS
from bot.cli import parser
from bot.config import BotConfig
from sandbox.slack.seed import VERBS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()


def _make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))


def test_the_readmes_table_of_commands_is_the_table_of_bindings() -> None:
    rows = re.findall(r"^\| `/backpack ([^`]+)` \| (.+) \|$", README, re.MULTILINE)
    assert rows == [(f"{binding.verb} {binding.usage}".rstrip(), binding.summary) for binding in BINDINGS]


def test_the_sandboxs_completion_offers_every_verb() -> None:
    offered = [(verb.name, verb.hint, verb.description) for verb in VERBS]
    assert offered == [(binding.verb, binding.usage, binding.summary) for binding in BINDINGS]


@pytest.mark.parametrize("document", ["README.md", ".env.example"])
def test_every_setting_is_documented_and_every_documented_one_exists(document: str) -> None:
    text = (ROOT / document).read_text()
    pattern = r"`([A-Z_]{4,})`(?=[^|]*\|[^|]*\|[^|]*\|)" if document == "README.md" else r"^#?([A-Z_]{4,})="
    named = set(re.findall(pattern, text, re.MULTILINE)) - {"DEBUG", "INFO", "WARNING", "ERROR"}
    # Those are for tests alone.
    settings = {name.upper() for name in BotConfig.model_fields if "_unsafe_" not in name}
    assert named == settings


def test_defaults_are_documented_as_they_are() -> None:
    example = dict(re.findall(r"^#([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))
    for name, value in example.items():
        assert str(BotConfig.model_fields[name.lower()].default) == value


def test_every_make_target_and_command_that_is_named_exists() -> None:
    documents = README + (ROOT / "CONTRIBUTING.md").read_text()
    assert set(re.findall(r"[`\n]make ([a-z-]+)", documents)) <= _make_targets()
    assert _make_targets() >= {"help", "sandbox", "test", "check", "bench"}
    for command in set(re.findall(r"`backpack-bot ([a-z-]+)", documents)):
        assert command in parser().format_help()


def test_help_needs_no_settings_and_lists_every_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": ""},
    )
    commands = re.findall(r"^    ([a-z-]+) ", done.stdout, re.MULTILINE)
    names = ["sandbox", "serve", "worker", "beat", "health", "dead", "link", "limits", "new-key"]
    assert commands == names


def test_the_lock_files_are_hashed_and_name_no_index() -> None:
    for lock in ROOT.glob("requirements/*.txt"):
        text = lock.read_text()
        assert "://" not in text
        assert "--index" not in text
        pins = re.findall(r"^[a-z0-9-]+==", text, re.MULTILINE)
        assert pins
        assert text.count(" \\\n    --hash") >= len(pins)


def test_the_changelog_tells_of_every_verb() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text()
    assert "## [Unreleased]" in changelog
    assert {"/backpack", "/bp", "/journal"} <= set(re.findall(r"`(/[a-z]+)`", changelog))
