"""Connect a person's Backpack: check the token they typed, keep it, resume what they wanted to do."""

import json
from dataclasses import dataclass, replace

from backpack import BackpackError, Forbidden, NotFound, show_current_user
from store.accounts import BackpackLink
from store.cipher import SealBrokenError
from tasks.feeds import feeds_of, welcome_person
from tasks.intent import Context
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class Connected:
    view_id: str
    account: str
    backpack_user_name: str
    resumed_operation_id: str | None
    """The interrupted command, now accepted; None when there was none or its hour has passed."""


@wire
@dataclass(frozen=True)
class ConnectRefused:
    """Nothing was kept. The modal is shown again, with the reason."""

    view_id: str
    interrupted_id: str
    account: str
    problem: str


@wire
@dataclass(frozen=True)
class Connect:
    """The modal was submitted. The token waits, sealed, in `store.candidates`."""

    candidate_id: str
    view_id: str
    interrupted_id: str
    account: str

    def describe(self) -> str:
        return f"connect you to the Backpack account {self.account}"

    def perform(self, context: Context) -> Connected | ConnectRefused:
        """Somebody looks at the modal, so nothing is queued: any failure is an answer."""
        try:
            me = context.backpack(show_current_user())
        except BackpackError as error:
            return ConnectRefused(
                self.view_id, self.interrupted_id, self.account, _problem(error, self.account)
            )
        link = replace(
            context.link,
            backpack_user_id=me.id,
            backpack_user_name=me.name,
            time_zone_id=me.time_zone_id or "",
        )
        delivery = context.delivery
        self._leave_the_old_account(context, link)
        context.stores.accounts.save(delivery.slack_team_id, delivery.slack_user_id, link)
        welcome_person(context.stores, delivery.slack_team_id, delivery.slack_user_id)
        return Connected(self.view_id, self.account, me.name, self._resume(context))

    def _leave_the_old_account(self, context: Context, link: BackpackLink) -> None:
        """Whoever was linked as another Backpack user is told nothing more of what that one has."""
        person = (context.delivery.slack_team_id, context.delivery.slack_user_id)
        try:
            before = context.stores.accounts.find(*person)
        except SealBrokenError:
            return  # nobody knows; what is of another account does not pass the check before it fires
        if before and (before.account, before.backpack_user_id) != (link.account, link.backpack_user_id):
            for feed in feeds_of(*person):
                context.stores.schedule.forget(feed)

    def _resume(self, context: Context) -> str | None:
        """Accepted first and forgotten second, under an id of its own: whatever fails, it is done once."""
        interrupted, ledger = context.stores.interrupted, context.stores.operations
        operation_id = resumed_operation_id(self.interrupted_id)
        kept = interrupted.find(self.interrupted_id)
        if kept is None:
            return operation_id if ledger.find(operation_id) else None
        command = json.loads(kept)
        # Nobody is told "not accepted" here, so any sane deadline does.
        deadline_seconds = ledger.now_seconds() + 10
        person = context.delivery.person
        ledger.accept(operation_id, command["intent"], command["delivery"], deadline_seconds, person=person)
        interrupted.forget(self.interrupted_id)
        return operation_id


def resumed_operation_id(interrupted_id: str) -> str:
    """Of the command that goes on once its author has connected."""
    return f"resumed-{interrupted_id}"


def _problem(error: BackpackError, account: str) -> str:
    if isinstance(error, Forbidden):
        return f"Backpack does not accept this token for the account {account}. Copy it again from “My info”."
    if isinstance(error, NotFound):
        return f"There is no Backpack account called {account}."
    return "Backpack is not answering just now. Nothing was saved; please try again in a minute."
