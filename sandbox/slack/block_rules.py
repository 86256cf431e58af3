"""What Slack accepts in blocks and views, as a table ("Block Kit" reference pages, one row per field).

A rule says what a field holds; :mod:`.validation` walks it. Fields that no row names are not checked.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rule:
    """One field of a block, element, composition object or view."""

    required: bool = False


@dataclass(frozen=True)
class String(Rule):
    """A bare string."""

    longest: int = 255


@dataclass(frozen=True)
class Text(Rule):
    """A text object of one of these types ("Text object")."""

    longest: int = 3000
    types: tuple[str, ...] = ("plain_text", "mrkdwn")


@dataclass(frozen=True)
class One(Rule):
    """An object of one of these types, each with rows of its own in OBJECTS."""

    types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Many(Rule):
    """A list of such objects."""

    of: Rule = field(default_factory=Rule)
    most: int = 100
    least: int = 1


PLAIN = ("plain_text",)
OPTIONS = Many(of=One(types=("option",)), most=100)
FEW_OPTIONS = Many(required=True, of=One(types=("option",)), most=10)
PICKERS = ("users_select", "channels_select", "conversations_select", "datepicker", "timepicker")
SELECTS = ("static_select", "external_select", "multi_static_select", "multi_external_select")
CHOICES = ("radio_buttons", "checkboxes", "datetimepicker")
WRITTEN = ("plain_text_input", "email_text_input", "url_text_input", "number_input")

COMMON_ELEMENT: dict[str, Rule] = {"action_id": String(), "confirm": One(types=("confirm",))}
PLACEHOLDER: dict[str, Rule] = {"placeholder": Text(longest=150, types=PLAIN)}
IMAGE: dict[str, Rule] = {
    "image_url": String(longest=3000),
    "alt_text": String(required=True, longest=2000),
}

BLOCKS: dict[str, dict[str, Rule]] = {
    "section": {
        "text": Text(longest=3000),
        "fields": Many(of=Text(longest=2000), most=10),
        "accessory": One(types=("button", "image", "overflow", *SELECTS, *PICKERS, *CHOICES)),
    },
    "header": {"text": Text(required=True, longest=150, types=PLAIN)},
    "divider": {},
    "context": {
        "elements": Many(required=True, of=One(types=("image", "plain_text", "mrkdwn")), most=10),
    },
    "actions": {
        "elements": Many(
            required=True, of=One(types=("button", "overflow", *SELECTS, *PICKERS, *CHOICES)), most=25
        ),
    },
    "input": {
        "label": Text(required=True, longest=2000, types=PLAIN),
        "hint": Text(longest=2000, types=PLAIN),
        "element": One(required=True, types=(*WRITTEN, *SELECTS, *PICKERS, *CHOICES)),
    },
    "image": {**IMAGE, "title": Text(longest=2000, types=PLAIN)},
    "rich_text": {"elements": Many(required=True, of=One(), most=10_000)},
    "markdown": {"text": String(required=True, longest=12_000)},
}

OBJECTS: dict[str, dict[str, Rule]] = {
    "option": {
        "text": Text(required=True, longest=75),
        "value": String(required=True, longest=150),
        "description": Text(longest=75),
    },
    "option_group": {"label": Text(required=True, longest=75, types=PLAIN), "options": OPTIONS},
    "confirm": {
        "title": Text(required=True, longest=100, types=PLAIN),
        "text": Text(required=True, longest=300),
        "confirm": Text(required=True, longest=30, types=PLAIN),
        "deny": Text(required=True, longest=30, types=PLAIN),
    },
    "plain_text": {"text": String(required=True, longest=3000)},
    "mrkdwn": {"text": String(required=True, longest=3000)},
    "image": IMAGE,
    "button": {
        **COMMON_ELEMENT,
        "text": Text(required=True, longest=75, types=PLAIN),
        "value": String(longest=2000),
        "url": String(longest=3000),
    },
    "overflow": {**COMMON_ELEMENT, "options": Many(required=True, of=One(types=("option",)), most=5)},
    "radio_buttons": {**COMMON_ELEMENT, "options": FEW_OPTIONS},
    "checkboxes": {**COMMON_ELEMENT, "options": FEW_OPTIONS},
    **{
        name: {
            **COMMON_ELEMENT,
            **PLACEHOLDER,
            "options": OPTIONS,
            "option_groups": Many(of=One(types=("option_group",)), most=100),
        }
        for name in SELECTS
    },
    **{name: {**COMMON_ELEMENT, **PLACEHOLDER} for name in (*PICKERS, "datetimepicker")},
    **{name: {**COMMON_ELEMENT, **PLACEHOLDER, "initial_value": String(longest=3000)} for name in WRITTEN},
}

# Which blocks may stand where (each block's reference page, "Available in").
SURFACES: dict[str, tuple[str, ...]] = {
    "message": tuple(BLOCKS),
    "modal": tuple(name for name in BLOCKS if name != "markdown"),
    "home": tuple(name for name in BLOCKS if name != "markdown"),
}
MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}

VIEW: dict[str, Rule] = {
    "title": Text(longest=24, types=PLAIN),
    "submit": Text(longest=24, types=PLAIN),
    "close": Text(longest=24, types=PLAIN),
    "private_metadata": String(longest=3000),
    "callback_id": String(longest=255),
    "external_id": String(longest=255),
}
VIEW_BYTES = 250_000
MESSAGE_TEXT = 40_000
