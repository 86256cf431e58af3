"""Listeners: one module a surface, each with `register(app, …)`. They parse, accept and acknowledge."""

from slack_bolt.async_app import AsyncApp

from bot.conversation import Conversation
from bot.entry_forms import EntryForms
from bot.event_answers import EventAnswers
from bot.home_tab import HomeTab
from bot.listeners import (
    actions,
    add_forms,
    answers,
    cards,
    commands,
    home,
    home_forms,
    journal,
    messages,
    reactions,
    reminder_forms,
    reminders,
    shortcuts,
    unfurls,
    views,
)
from bot.reactions import ReactionAnswers
from bot.receive import Receiver
from store.stores import Stores


def register(app: AsyncApp, receiver: Receiver, stores: Stores) -> None:
    conversation = Conversation(receiver, stores)
    entry_forms = EntryForms(receiver, stores)
    commands.register(app, conversation, entry_forms)
    event_answers = EventAnswers(conversation, stores.slack_events)
    messages.register(app, event_answers, stores.prefixes)
    reactions.register(app, event_answers, ReactionAnswers(receiver, stores))
    actions.register(app, receiver, stores)
    answers.register(app, receiver)
    tab = HomeTab(receiver, stores)
    home.register(app, tab, stores)
    home_forms.register(app, tab, entry_forms, stores)
    journal.register(app, entry_forms)
    reminders.register(app, receiver, stores)
    reminder_forms.register(app, receiver, stores)
    cards.register(app, receiver)
    add_forms.register(app, receiver, stores)
    shortcuts.register(app, stores)
    unfurls.register(app, receiver, stores)
    views.register(app, receiver, stores)
