"""Permalinks: what the Web API says, and where they lead in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Slack


def test_a_permalink_names_the_channel_and_the_message_and_needs_no_scope(slack: Slack) -> None:
    slack.post("/app", scopes=[])
    ts = slack.messages()[0]["ts"]
    answer = slack.client.chat_getPermalink(channel="C0KITCHEN", message_ts=ts)
    assert answer["channel"] == "C0KITCHEN"
    assert answer["permalink"] == f"{slack.url}/archives/C0KITCHEN/p{ts.replace('.', '')}"


def test_one_in_a_thread_names_the_thread(slack: Slack) -> None:
    parent = slack.messages()[0]["ts"]
    reply = slack.client.chat_postMessage(channel="C0KITCHEN", text="x", thread_ts=parent)["ts"]
    link = slack.client.chat_getPermalink(channel="C0KITCHEN", message_ts=reply)["permalink"]
    assert link.endswith(f"/p{reply.replace('.', '')}?thread_ts={parent}&cid=C0KITCHEN")


def test_what_nobody_else_sees_has_none(slack: Slack) -> None:
    private = slack.client.chat_postEphemeral(channel="C0KITCHEN", user="U0MAYA", text="psst")["message_ts"]
    for ts in (private, "1.000000"):
        with pytest.raises(SlackApiError, match="message_not_found"):
            slack.client.chat_getPermalink(channel="C0KITCHEN", message_ts=ts)


def test_it_opens_the_page_at_its_message(page: Page, slack: Slack) -> None:
    first = slack.messages("C0LAUNCH")[0]["ts"]
    for number in range(30):
        slack.client.chat_postMessage(channel="C0LAUNCH", text=f"{number}\n\n")
    page.goto(str(slack.client.chat_getPermalink(channel="C0LAUNCH", message_ts=first)["permalink"]))
    linked = page.locator(".message.linked")
    expect(linked).to_have_attribute("data-ts", first)
    expect(linked).to_be_in_viewport()
    expect(page.get_by_test_id("place-title")).to_have_text("#launch")


def test_one_in_direct_messages_opens_them_as_the_person_who_reads_them(page: Page, slack: Slack) -> None:
    posted = slack.client.chat_postMessage(channel="D0LINH", text="Hello Linh")
    permalink = slack.client.chat_getPermalink(channel="D0LINH", message_ts=posted["ts"])["permalink"]
    page.goto(str(permalink))
    expect(page.locator(".message.linked")).to_contain_text("Hello Linh")
    expect(page.get_by_test_id("person-linh")).to_have_attribute("aria-pressed", "true")


def test_one_in_a_message_leads_there_in_the_same_tab(page: Page, slack: Slack) -> None:
    ts = slack.messages("C0LAUNCH")[0]["ts"]
    link = slack.client.chat_getPermalink(channel="C0LAUNCH", message_ts=ts)["permalink"]
    page.get_by_test_id("person-tomas").click()
    slack.client.chat_postMessage(channel="C0KITCHEN", text=f"See <{link}|that message>")
    page.get_by_role("link", name="that message").click()
    expect(page.locator(".message.linked")).to_have_attribute("data-ts", ts)
    expect(page.get_by_test_id("person-tomas")).to_have_attribute("aria-pressed", "true")
    assert len(page.context.pages) == 1


def test_one_of_a_deleted_message_says_so(page: Page, slack: Slack) -> None:
    posted = slack.client.chat_postMessage(channel="C0LAUNCH", text="gone soon")
    link = slack.client.chat_getPermalink(channel="C0LAUNCH", message_ts=posted["ts"])["permalink"]
    slack.client.chat_delete(channel="C0LAUNCH", ts=str(posted["ts"]))
    page.goto(str(link))
    expect(page.get_by_test_id("toast")).to_have_text("That message is not here any more.")


def test_the_menu_of_a_message_copies_its_link(page: Page, slack: Slack) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    message = page.get_by_test_id("message").first
    message.hover()
    message.get_by_test_id("more-actions").click()
    page.get_by_test_id("copy-link").click()
    expect(page.get_by_test_id("toast")).to_have_text("Link copied")
    ts = str(message.get_attribute("data-ts"))
    link = slack.client.chat_getPermalink(channel="C0KITCHEN", message_ts=ts)["permalink"]
    assert page.evaluate("navigator.clipboard.readText()") == link
