"""Whatever somebody types into a form, it closes, or says under a field or in its place what was wrong."""

import copy
import secrets
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.slack.validation import check_view
from tests.bot.slack import Driver, Json, Reply, Workspace
from tests.bot.test_views import strange
from tests.golden.slack_payloads import Recorded, recorded

FORMS = {case.name: case for case in recorded() if case.name.startswith("view_submission")}
# As far as Slack lets anybody type; nothing typed is null.
_TYPED = st.none() | strange.map(lambda text: text[:3_000])


def submission(case: Recorded, slack: Workspace, typed: st.DataObject) -> str:
    values = {"response_url": slack.response_url("C0LAUNCH"), "message_ts": "1790000000.000100"}
    alive = case.alive(values)
    payload: Json = copy.deepcopy(alive.payload)
    payload["view"]["hash"] = secrets.token_hex(6)
    for block in payload["view"]["state"]["values"].values():
        for field in block.values():
            if "value" in field:
                field["value"] = typed.draw(_TYPED)
    return Recorded(alive.name, alive.sent_as, {}, payload, {}, {}).body


def check_acknowledgement(reply: Reply, view: Json) -> None:
    assert reply.status == 200
    if not reply.body:
        return
    answered: dict[str, Any] = reply.body
    if answered["response_action"] == "errors":
        assert answered["errors"]
        assert answered["errors"].keys() <= {block["block_id"] for block in view["blocks"]}, (
            "Slack drops others"
        )
        assert all(len(text) > 10 and " " in text for text in answered["errors"].values()), "a sentence"
    else:
        assert answered["response_action"] == "update"
        check_view(answered["view"])


@pytest.mark.usefixtures("linked")
@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.data())
def test_any_words_in_a_form_are_answered(
    driver: Driver, slack: Workspace, name: str, typed: st.DataObject
) -> None:
    case = FORMS[name]
    check_acknowledgement(driver.deliver(submission(case, slack, typed)), case.payload["view"])
