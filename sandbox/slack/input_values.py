"""What a person has filled in, as `state.values` holds it ("View interaction payloads", `view.state`)."""

from collections.abc import Mapping
from typing import Any

from .block_ids import elements_of

Json = dict[str, Any]

# Element type → (key in state.values, key of the initial value in the element).
VALUE_KEYS = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "overflow": ("selected_option", ""),
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
WITHOUT_STATE = {"button", "overflow"}


def state_value(element: Json, raw: Any) -> Json:
    """One element's value; options are given by their `value`, or whole for an external select."""
    key, _ = VALUE_KEYS[element["type"]]
    if key == "selected_option":
        raw = _option(element, raw)
    elif key == "selected_options":
        raw = [_option(element, each) for each in raw or []]
    elif key == "value" and raw == "":
        raw = None  # Slack says null for a field left empty
    return {"type": element["type"], key: raw}


def initial_value(element: Json) -> Json:
    """What the element holds before anyone touches it."""
    key, initial = VALUE_KEYS[element["type"]]
    empty: Any = [] if key == "selected_options" else None
    return {"type": element["type"], key: element.get(initial) or empty}


def state_values(blocks: list[Json], known: Mapping[str, Json], given: Mapping[str, Json]) -> dict[str, Json]:
    """All values of a view: as given now, else as known from before, else initial.

    A value survives an update of the view where block id, action id and element type stay the same.
    """
    values: dict[str, Json] = {}
    for block in blocks:
        block_id = block["block_id"]
        for element in elements_of(block):
            if element["type"] not in VALUE_KEYS or element["type"] in WITHOUT_STATE:
                continue
            action_id = element["action_id"]
            before = known.get(block_id, {}).get(action_id)
            if action_id in given.get(block_id, {}):
                value = state_value(element, given[block_id][action_id])
            elif before and before["type"] == element["type"]:
                value = before
            else:
                value = initial_value(element)
            values.setdefault(block_id, {})[action_id] = value
    return values


def surviving(blocks: list[Json], values: Mapping[str, Json]) -> dict[str, Json]:
    """Of these values, those whose block and element are still there, and are still of that type."""
    kept: dict[str, Json] = {}
    for block in blocks:
        for element in elements_of(block):
            value = values.get(block["block_id"], {}).get(element.get("action_id", ""))
            if value and value["type"] == element["type"]:
                kept.setdefault(block["block_id"], {})[element["action_id"]] = value
    return kept


def input_errors(blocks: list[Json], values: Mapping[str, Json]) -> dict[str, str]:
    """What Slack itself objects to before the app hears of a submission, by block id."""
    errors: dict[str, str] = {}
    for block in blocks:
        if block.get("type") != "input":
            continue
        element, block_id = block["element"], block["block_id"]
        state = values.get(block_id, {}).get(element["action_id"], {})
        value = state.get(VALUE_KEYS.get(element["type"], ("value", ""))[0])
        if value in (None, "", []):
            if not block.get("optional"):
                errors[block_id] = "Please complete this required field."
        elif isinstance(value, str) and len(value) < element.get("min_length", 0):
            errors[block_id] = f"Must be at least {element['min_length']} characters."
        elif isinstance(value, str) and len(value) > element.get("max_length", 3000):
            errors[block_id] = f"Must be at most {element.get('max_length', 3000)} characters."
    return errors


def _option(element: Json, raw: Any) -> Json | None:
    if raw is None or raw == "" or isinstance(raw, dict):
        return raw or None
    groups = element.get("option_groups") or [{"options": element.get("options", [])}]
    options = [option for group in groups for option in group["options"]]
    known = next((option for option in options if option["value"] == raw), None)
    return known or {"text": {"type": "plain_text", "text": str(raw)}, "value": str(raw)}
