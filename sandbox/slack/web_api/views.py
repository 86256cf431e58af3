"""`views.open`, `views.push`, `views.update`, `views.publish`."""

import re
from typing import Any

from ..errors import SlackError
from ..seed import person_by_id
from ..state import Workspace
from ..validation import check_view
from ..views import View
from .registry import Arguments, method

Json = dict[str, Any]
USER_ID = re.compile(r"[UW][A-Z0-9]+")


@method("views.open")
def open_view(workspace: Workspace, args: Arguments) -> Json:
    """Open a modal for the person whose deed the trigger id stands for."""
    args.required("trigger_id")
    check_view(args.get("view"))
    trigger = workspace.triggers.exchange(args.get("trigger_id"))
    return _answer(workspace.open_view(trigger.user_id, args.get("view")))


@method("views.push")
def push_view(workspace: Workspace, args: Arguments) -> Json:
    """Put a modal over the one in which the person did something."""
    args.required("trigger_id")
    check_view(args.get("view"))
    trigger = workspace.triggers.exchange(args.get("trigger_id"))
    if trigger.view_id is None:
        raise SlackError("invalid_trigger_id")
    return _answer(workspace.open_view(trigger.user_id, args.get("view"), push=True))


@method("views.update")
def update_view(workspace: Workspace, args: Arguments) -> Json:
    """Show something else in an open modal or in App Home; `hash` guards against overwriting a later view."""
    if not args.get("view_id") and not args.get("external_id"):
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: view_id"])
    check_view(args.get("view"), kinds=("modal", "home"))
    view = workspace.views.find(view_id=args.get("view_id"), external_id=args.get("external_id"))
    check_view(args.get("view"), kinds=(view.body["type"],))
    _check_hash(args, view)
    if view.body["type"] == "home":
        return _answer(workspace.publish_home(view.user_id, args.get("view")))
    workspace.update_view(view, args.get("view"))
    return _answer(view)


@method("views.publish")
def publish_view(workspace: Workspace, args: Arguments) -> Json:
    """Set a person's App Home."""
    user_id = args.required("user_id")
    if not USER_ID.fullmatch(user_id):
        raise SlackError("invalid_arguments", ["invalid `user_id`"])
    check_view(args.get("view"), kinds=("home",))
    person = person_by_id(user_id)
    if person is None:
        raise SlackError("user_not_found")
    _check_hash(args, workspace.views.home(person.slack_user_id))
    return _answer(workspace.publish_home(person.slack_user_id, args.get("view")))


def _check_hash(args: Arguments, view: View | None) -> None:
    if args.get("hash") and (view is None or args.text("hash") != view.hash):
        raise SlackError("hash_conflict")


def _answer(view: View) -> Json:
    return {"view": view.as_slack()}
