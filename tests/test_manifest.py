"""manifest.yml against the rules of Slack's manifest schema, version 2 (slackapi/manifest-schema)."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from backpack.address import DEFAULT_BASE_URL
from bot.listeners.commands import JOURNAL_COMMAND, ROOT_COMMANDS
from bot.listeners.home import EVENTS as HOME_EVENTS
from bot.listeners.messages import EVENTS
from bot.listeners.reactions import EVENTS as REACTION_EVENTS
from bot.listeners.unfurls import EVENTS as LINK_EVENTS
from bot.views import ids
from bot.web import SLACK_PATH
from sandbox.slack.events import SCOPES_OF_EVENTS
from sandbox.slack.seed import (
    COMMANDS,
    HOME_TAB,
    OPTIONAL_EVENTS,
    OPTIONAL_SCOPES,
    SCOPES,
    SHORTCUTS,
    UNFURL_DOMAINS,
)
from sandbox.slack.seed import EVENTS as EVENTS_DELIVERED

ROOT = Path(__file__).parent.parent

# Every key the schema allows where we write one; Slack refuses a manifest with any other.
ALLOWED_KEYS = {
    "": {"_metadata", "app_directory", "display_information", "features", "oauth_config", "settings"},
    "_metadata": {"schema_version", "min_version", "major_version", "minor_version"},
    "display_information": {"name", "description", "background_color", "long_description"},
    "features": {"app_home", "bot_user", "shortcuts", "slash_commands", "unfurl_domains"},
    "features.app_home": {"home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"},
    "features.bot_user": {"display_name", "always_online"},
    "features.shortcuts[]": {"name", "type", "callback_id", "description"},
    "features.slash_commands[]": {"command", "url", "description", "usage_hint", "should_escape"},
    "oauth_config": {"redirect_urls", "scopes", "token_management_enabled"},
    "oauth_config.scopes": {"user", "bot", "user_optional", "bot_optional"},
    "settings": {
        "allowed_ip_address_ranges",
        "event_subscriptions",
        "interactivity",
        "org_deploy_enabled",
        "socket_mode_enabled",
        "token_rotation_enabled",
    },
    "settings.event_subscriptions": {"request_url", "user_events", "bot_events", "metadata_subscriptions"},
    "settings.interactivity": {"is_enabled", "request_url", "message_menu_options_url"},
}
LENGTHS = {
    "display_information.name": (1, 35),
    "display_information.description": (1, 140),
    "display_information.long_description": (175, 4000),
    "features.bot_user.display_name": (1, 80),
    "features.shortcuts[].name": (1, 24),
    "features.shortcuts[].callback_id": (1, 255),
    "features.shortcuts[].description": (1, 150),
    "features.slash_commands[].command": (2, 32),
    "features.slash_commands[].description": (1, 2000),
    "features.slash_commands[].usage_hint": (1, 1000),
    "features.slash_commands[].url": (1, 3000),
    "settings.event_subscriptions.request_url": (1, 3500),
    "settings.interactivity.request_url": (1, 3500),
    "oauth_config.scopes.bot[]": (1, 50),
}
PATTERNS = {
    "display_information.background_color": r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?",
    "features.shortcuts[].type": r"message|global",
    "features.slash_commands[].command": r"/[a-z0-9_-]+",
    "features.slash_commands[].url": r"https://\S+",
    "settings.event_subscriptions.request_url": r"https://\S+",
    "settings.interactivity.request_url": r"https://\S+",
    "settings.interactivity.message_menu_options_url": r"https://\S+",
}
# docs.slack.dev: an app can't take Slack's own commands.
RESERVED = """
    me status away dnd shrug remind msg feed who collapse expand leave join open search topic
    mute pro shortcuts
"""


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text())
    return loaded


def problems(value: object, path: str = "") -> list[str]:
    """Everything the schema would refuse, as `path: what`."""
    found = []
    if isinstance(value, dict):
        unknown = set(value) - ALLOWED_KEYS.get(path, set())
        found += [f"{path}.{key}: unknown key" for key in unknown]
        for key, child in value.items():
            found += problems(child, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for child in value:
            found += problems(child, f"{path}[]")
    elif isinstance(value, str):
        least, most = LENGTHS.get(path, (0, len(value)))
        if not least <= len(value) <= most:
            found.append(f"{path}: {len(value)} characters")
        if path in PATTERNS and not re.fullmatch(PATTERNS[path], value):
            found.append(f"{path}: {value}")
    return found


def test_the_manifest_breaks_no_rule_of_the_schema(manifest: dict[str, Any]) -> None:
    assert problems(manifest) == []
    assert manifest["_metadata"]["major_version"] == 2


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ({"display_information": {"name": "n" * 36}}, "display_information.name: 36 characters"),
        ({"settings": {"colour": "red"}}, "settings.colour: unknown key"),
        ({"features": {"slash_commands": [{"command": "bp"}]}}, "features.slash_commands[].command: bp"),
    ],
)
def test_a_manifest_that_breaks_a_rule_is_noticed(broken: dict[str, Any], problem: str) -> None:
    assert problems(broken) == [problem]


def test_the_manifest_registers_exactly_the_commands_that_are_listened_to(manifest: dict[str, Any]) -> None:
    registered = [command["command"] for command in manifest["features"]["slash_commands"]]
    assert sorted(registered) == sorted([*ROOT_COMMANDS, JOURNAL_COMMAND])
    assert not {name.lstrip("/") for name in registered} & set(RESERVED.split())


def test_the_sandbox_registers_the_same_commands(manifest: dict[str, Any]) -> None:
    registered = [
        (command["command"], command["description"], command["usage_hint"])
        for command in manifest["features"]["slash_commands"]
    ]
    assert registered == [(command.name, command.description, command.usage_hint) for command in COMMANDS]


def test_the_shortcuts_that_are_listened_to_are_registered_here_and_in_the_sandbox(
    manifest: dict[str, Any],
) -> None:
    registered = [
        (each["type"], each["callback_id"], each["name"], each["description"])
        for each in manifest["features"]["shortcuts"]
    ]
    assert [callback_id for _type, callback_id, *_texts in registered] == [
        ids.REMIND_ABOUT_MESSAGE,
        ids.ADD_TO_BACKPACK,
        ids.BACKPACK,
    ]
    assert registered == [(each.type, each.callback_id, each.name, each.description) for each in SHORTCUTS]


def test_the_sandbox_grants_exactly_the_scopes_asked_for(manifest: dict[str, Any]) -> None:
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == set(SCOPES)


def test_the_sandbox_can_grant_exactly_what_the_manifest_leaves_open() -> None:
    named = re.findall(r"^ +# - ([a-z:]+) ", (ROOT / "manifest.yml").read_text(), re.MULTILINE)
    assert sorted(named) == sorted(OPTIONAL_SCOPES)
    assert all(SCOPES_OF_EVENTS[event] in OPTIONAL_SCOPES for event in OPTIONAL_EVENTS)


def test_the_sandbox_has_a_home_tab_where_the_app_has_one(manifest: dict[str, Any]) -> None:
    assert manifest["features"]["app_home"]["home_tab_enabled"] is HOME_TAB


def test_the_domain_of_backpack_is_the_one_that_is_unfurled(manifest: dict[str, Any]) -> None:
    domains = manifest["features"]["unfurl_domains"]
    assert domains == list(UNFURL_DOMAINS) == [DEFAULT_BASE_URL.removeprefix("https://{account}.")]
    assert len(domains) <= 5, "the schema allows no more"


def test_everything_is_delivered_where_the_bot_listens(manifest: dict[str, Any]) -> None:
    urls = [command["url"] for command in manifest["features"]["slash_commands"]]
    settings = manifest["settings"]
    urls += [settings[part]["request_url"] for part in ("event_subscriptions", "interactivity")]
    urls.append(settings["interactivity"]["message_menu_options_url"])
    assert {url.removeprefix("https://bot.example.com") for url in urls} == {SLACK_PATH}


def test_the_manifest_subscribes_to_exactly_the_events_that_are_listened_to(
    manifest: dict[str, Any],
) -> None:
    subscribed = sorted(manifest["settings"]["event_subscriptions"]["bot_events"])
    assert (
        subscribed == sorted(EVENTS + HOME_EVENTS + REACTION_EVENTS + LINK_EVENTS) == sorted(EVENTS_DELIVERED)
    )
    # Nobody can write where the tab is read-only, and the subscription would be for nothing.
    assert not manifest["features"]["app_home"]["messages_tab_read_only_enabled"]


def test_the_app_asks_for_no_scope_it_does_not_use(manifest: dict[str, Any]) -> None:
    # commands: the slash commands; app_mentions:read: mentions; chat:write: answers and notices; im:write:
    # notices open a direct message; im:history: what is said there, and whether an answer whose post was cut
    # off is there; links:read, links:write: previews of pages; reactions:read: the emoji that add a message;
    # users:read: the speaker's time zone.
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == {
        "app_mentions:read",
        "commands",
        "chat:write",
        "im:history",
        "im:write",
        "links:read",
        "links:write",
        "reactions:read",
        "users:read",
    }
