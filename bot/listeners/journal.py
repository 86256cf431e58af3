"""The form of a journal entry, and the buttons that open it (docs.slack.dev: Modals)."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.clicks import Click
from bot.entry_forms import EntryForms
from bot.reply import reply
from bot.views import ids
from bot.views.entry_form import EntryFormState
from bot.views.journal_entry import entry_named


def register(app: AsyncApp, entry_forms: EntryForms) -> None:
    async def handle_entry_form(ack: AsyncAck, body: dict[str, Any], view: dict[str, Any]) -> None:
        await ack(**await entry_forms.submit(body, view))

    async def handle_edit(
        ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        entry_id, prompt_channel_id = entry_named(action["value"])
        await _open(entry_forms, Click.of(body), entry_id, prompt_channel_id, client)
        await ack()

    async def handle_prompt_answer(
        ack: AsyncAck, action: dict[str, Any], body: dict[str, Any], client: AsyncWebClient
    ) -> None:
        await _open(entry_forms, Click.of(body), None, action["value"], client)
        await ack()

    app.view(ids.ENTRY_FORM)(handle_entry_form)
    app.action(ids.ENTRY_EDIT)(handle_edit)
    app.action(ids.PROMPT_ANSWER)(handle_prompt_answer)


async def _open(
    entry_forms: EntryForms,
    click: Click,
    entry_id: int | None,
    prompt_channel_id: str | None,
    client: AsyncWebClient,
) -> None:
    state = EntryFormState(
        slack_channel_id=click.slack_channel_id,
        response_url=click.response_url,
        thread_ts=click.thread_ts,
        is_direct=click.slack_channel_id.startswith("D"),
        clicked_ts=click.message_ts,
        clicked_is_ephemeral=click.is_ephemeral,
        entry_id=entry_id,
        prompt_channel_id=prompt_channel_id,
    )
    person = click.slack_team_id, click.slack_user_id
    message = await entry_forms.open(person, click.trigger_id, state, click.operation_id, client)
    if message is not None:
        await reply(click.response_url, message, click.thread_ts)
