"""However a post ends, the answer is there once; or, where nobody can look, again with a word about it."""

import json
import time
from dataclasses import dataclass

import pytest
from celery.exceptions import Retry
from redis import Redis

from bot import posting, slack_calls
from bot.config import bot_config
from bot.present import present
from bot.slack_waits import slack_calls as calls_of_this_process
from store.answers import Answers
from store.stores import Stores
from tasks.intents.connect import Connected, ConnectRefused
from tests.bot.presenting import (
    ADDED,
    ADDED_TEXT,
    DIRECT,
    NOT_TAKEN,
    TAKEN_ALL_THE_SAME,
    KilledError,
    Told,
    killed,
    perform,
    state,
    unwait,
)
from tests.bot.slack import MAYA, Driver, Json, Workspace

pytestmark = pytest.mark.usefixtures("worker")

POST, WHISPER, RESPOND = "chat.postMessage", "chat.postEphemeral", "response_url"
AGAIN = "reached you in <#C0LAUNCH>. Here it is again; nothing was done twice."


@dataclass(frozen=True)
class Scene:
    """One operation with its outcome, and Slack."""

    stores: Stores
    slack: Workspace
    redis: Redis
    told: Told

    def ask(self, way: str) -> None:
        """An outcome to show, which goes that way."""
        if way == POST:
            perform(self.stores, ADDED, slack_channel_id="C0NOWHERE")
        else:
            perform(self.stores, ADDED, self.slack.response_url("C0LAUNCH") if way == RESPOND else None)

    def present_twice(self) -> None:
        """The first try fails; the second comes when it may."""
        self.present_in_vain()
        present("op")

    def present_in_vain(self, times: int = 1) -> None:
        for _ in range(times):
            with pytest.raises(Retry):
                present("op")
            unwait(self.redis)


@pytest.fixture
def scene(stores: Stores, slack: Workspace, redis: Redis, told: Told) -> Scene:
    return Scene(stores, slack, redis, told)


@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME + NOT_TAKEN)
def test_a_direct_message_in_doubt_is_looked_for_before_it_is_posted_again(scene: Scene, fault: Json) -> None:
    scene.ask(POST)
    scene.slack.fault(POST, **fault)
    scene.present_twice()
    assert [message["text"] for message in scene.told()] == [ADDED_TEXT]
    assert state(scene.stores) == "answered"


def test_without_the_look_it_would_be_there_twice(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(posting.Poster, "find", lambda *_: None)
    scene.ask(POST)
    scene.slack.fault(POST, cut="after")
    scene.present_twice()
    assert [message["text"] for message in scene.told()] == [ADDED_TEXT] * 2


@pytest.mark.parametrize("way", [RESPOND, WHISPER])
@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME)
def test_what_nobody_can_look_for_comes_again_as_what_may_be_the_second(
    scene: Scene, fault: Json, way: str
) -> None:
    scene.ask(way)
    scene.slack.fault(way, **fault)
    scene.present_twice()
    first, second = scene.told()
    assert (first["channel"], first["text"]) == ("C0LAUNCH", ADDED_TEXT)
    assert second["channel"] == DIRECT
    assert AGAIN in second["text"]
    assert second["text"].endswith(ADDED_TEXT)
    assert AGAIN in second["blocks"][0]["elements"][0]["text"]


@pytest.mark.parametrize("way", [RESPOND, WHISPER])
@pytest.mark.parametrize("fault", NOT_TAKEN)
def test_an_answer_that_was_not_taken_comes_once(scene: Scene, fault: Json, way: str) -> None:
    scene.ask(way)
    scene.slack.fault(way, **fault)
    scene.present_twice()
    assert [message["channel"] for message in scene.told()] == [DIRECT]


@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME[:2])
def test_the_second_word_is_not_said_three_times(scene: Scene, fault: Json) -> None:
    scene.ask(WHISPER)
    scene.slack.fault(WHISPER, cut="after")
    scene.slack.fault(POST, **fault)
    scene.present_in_vain(2)
    present("op")
    assert [message["channel"] for message in scene.told()] == ["C0LAUNCH", DIRECT]


def test_a_refusal_for_certain_between_the_two_does_not_take_the_doubt_away(scene: Scene) -> None:
    scene.ask(WHISPER)
    scene.slack.fault(WHISPER, cut="after")
    scene.slack.fault(POST, status=429)
    scene.present_in_vain(2)
    present("op")
    assert [AGAIN in message["text"] for message in scene.told()] == [False, True]


def test_a_time_out_leaves_a_doubt_too(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.ask(POST)
    with monkeypatch.context() as patched:
        patched.setattr(slack_calls, "_TIMEOUT_SECONDS", 1)
        scene.slack.fault(POST, answer_delay_seconds=20)
        with pytest.raises(Retry):
            present("op")
    calls_of_this_process.cache_clear()
    until = time.monotonic() + 30
    while not scene.told() and time.monotonic() < until:
        time.sleep(0.05)
    unwait(scene.redis)
    present("op")
    assert [message["text"] for message in scene.told()] == [ADDED_TEXT]


@pytest.mark.parametrize(
    ("way", "refusal"),
    [(RESPOND, {"status": 429}), (WHISPER, {"status": 429}), (WHISPER, {"error": "request_timeout"})],
)
def test_what_was_refused_for_certain_is_posted_where_it_was_asked_for(
    scene: Scene, way: str, refusal: Json
) -> None:
    scene.ask(way)
    scene.slack.fault(way, **refusal)
    scene.present_twice()
    assert [(message["channel"], message["text"]) for message in scene.told()] == [("C0LAUNCH", ADDED_TEXT)]


@pytest.mark.parametrize("status", [404, 410])
def test_a_response_url_that_is_gone_leaves_no_doubt(scene: Scene, status: int) -> None:
    scene.ask(RESPOND)
    scene.slack.fault(RESPOND, status=status, error="used_url")
    present("op")
    assert [(message["channel"], message["text"]) for message in scene.told()] == [("C0LAUNCH", ADDED_TEXT)]


def test_a_slack_out_of_reach_leaves_no_doubt(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, slack_server: str
) -> None:
    scene.ask(WHISPER)
    monkeypatch.setenv("SLACK_API_URL", "http://127.0.0.1:9/api/")
    _reread_settings()
    with pytest.raises(Retry):
        present("op")
    monkeypatch.setenv("SLACK_API_URL", f"{slack_server}/api/")
    _reread_settings()
    unwait(scene.redis)
    present("op")
    assert [(message["channel"], message["text"]) for message in scene.told()] == [("C0LAUNCH", ADDED_TEXT)]


@pytest.mark.parametrize(
    ("channel", "channels"), [("C0NOWHERE", [DIRECT]), ("C0LAUNCH", ["C0LAUNCH", DIRECT])]
)
def test_a_worker_killed_after_posting_leaves_the_answer_once_or_a_second_with_a_word(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, channel: str, channels: list[str]
) -> None:
    perform(scene.stores, ADDED, slack_channel_id=channel)
    with monkeypatch.context() as patched:
        patched.setattr(Answers, "answered", killed)
        with pytest.raises(KilledError):
            present("op")
    unwait(scene.redis)
    present("op")
    assert [message["channel"] for message in scene.told()] == channels
    assert state(scene.stores) == "answered"


def test_a_worker_killed_before_posting_leaves_no_doubt(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.ask(WHISPER)
    with monkeypatch.context() as patched:
        patched.setattr(Answers, "begin_post", killed)
        with pytest.raises(KilledError):
            present("op")
    unwait(scene.redis)
    present("op")
    assert [(message["channel"], message["text"]) for message in scene.told()] == [("C0LAUNCH", ADDED_TEXT)]


def test_a_worker_that_was_overtaken_does_not_post(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.ask(WHISPER)
    begin_post = Answers.begin_post

    def overtaken(answers: Answers, operation_id: str, *rest: object) -> bool:
        unwait(scene.redis)
        answers.begin(operation_id)
        return bool(begin_post(answers, operation_id, *rest))  # type: ignore[arg-type]  # as they were given

    with monkeypatch.context() as patched:
        patched.setattr(Answers, "begin_post", overtaken)
        present("op")
    assert scene.told() == []
    assert state(scene.stores) == "performed"


def test_where_the_app_may_not_look_the_second_says_so(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    scene.ask(POST)
    scene.slack.fault(POST, cut="after")
    scene.slack.fault("conversations.history", error="missing_scope")
    scene.present_twice()
    assert [AGAIN.partition(".")[2] in message["text"] for message in scene.told()] == [False, True]
    assert "missing_scope" in caplog.text


def test_a_look_that_has_to_wait_is_made_later(scene: Scene) -> None:
    scene.ask(POST)
    scene.slack.fault(POST, cut="after")
    scene.slack.fault("conversations.history", status=429, retry_after=60)
    scene.present_in_vain(2)
    present("op")
    assert [message["text"] for message in scene.told()] == [ADDED_TEXT]


def test_an_answer_is_found_behind_a_page_of_others(scene: Scene) -> None:
    scene.ask(POST)
    scene.slack.fault(POST, cut="after")
    with pytest.raises(Retry):
        present("op")
    for number in range(posting._PAGE + 1):
        scene.slack.post("message", {"user": MAYA, "channel": DIRECT, "text": f"Hello {number}"})
    unwait(scene.redis)
    present("op")
    assert [message["text"] for message in scene.told()] == [ADDED_TEXT]


@pytest.mark.parametrize("fault", [TAKEN_ALL_THE_SAME[0], NOT_TAKEN[0]])
def test_an_apology_in_doubt_is_looked_for_too(scene: Scene, fault: Json) -> None:
    scene.ask(WHISPER)
    for _ in range(2):
        scene.slack.fault(WHISPER, error="invalid_blocks")
    scene.slack.fault(POST, error="invalid_blocks")
    scene.slack.fault(POST, **fault)
    scene.present_twice()
    (message,) = scene.told()
    assert "Something went wrong" in message["text"] or message["text"] == ADDED_TEXT


@pytest.mark.parametrize("fault", [TAKEN_ALL_THE_SAME[0], NOT_TAKEN[0]])
def test_a_form_is_filled_in_whatever_became_of_the_first_try(
    scene: Scene, driver: Driver, fault: Json
) -> None:
    scene.slack.close_views()
    driver.click("connect_open", "-", scene.slack.trigger_id())
    (view,) = scene.slack.views()
    perform(
        scene.stores, Connected(view["id"], "trailhead", "Maya", None), accepted_at_seconds=time.time() - 1
    )
    scene.slack.fault("views.update", **fault)
    scene.present_twice()
    (view,) = scene.slack.views()
    assert "Maya" in json.dumps(view["blocks"])
    assert scene.told() == []


@pytest.mark.parametrize("fault", [TAKEN_ALL_THE_SAME[0], NOT_TAKEN[0]])
def test_a_refused_token_is_said_once_where_the_form_was_closed(scene: Scene, fault: Json) -> None:
    scene.slack.close_views()
    refused = ConnectRefused("V0GONE", "kept", "trailhead", "No such token.")
    perform(scene.stores, refused, accepted_at_seconds=time.time() - 1)
    scene.slack.fault(POST, **fault)
    scene.present_twice()
    (message,) = scene.told()
    assert "No such token." in message["text"]


def _reread_settings() -> None:
    bot_config.cache_clear()
    calls_of_this_process.cache_clear()
