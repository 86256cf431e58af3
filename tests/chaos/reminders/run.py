"""One case of reminders from start to verdict: in `make chaos`, and its short form in `make test`."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sandbox.people import PEOPLE
from tests.chaos import truths as commands
from tests.chaos.load import Sent
from tests.chaos.reading import TOKEN
from tests.chaos.reminders import truths
from tests.chaos.reminders.cases import ReminderCase
from tests.chaos.reminders.hands import Hands
from tests.chaos.reminders.history import History, Watch
from tests.chaos.reminders.load import ReminderLoad
from tests.chaos.reminders.plan import Wish, make_wishes
from tests.chaos.reminders.reading import is_firing, said
from tests.chaos.run import (
    FORGOTTEN_SECONDS,
    LEAST_ROUNDS,
    QUIET_SECONDS,
    Row,
    let_leases_run_out,
    link,
    messages_of,
    on_site,
)
from tests.chaos.services import BackpackFaults, SlackFaults
from tests.chaos.site import Site
from tests.e2e.slack_page import LINH
from tests.e2e.xml_api import BackpackControl, XmlApi

# A whole minute that a channel's reminders wait for may end as long after the last of the others.
_DUE_WITHIN_SECONDS = 90.0


def run_reminders(case: ReminderCase, logs: Path | None = None, *, hurry: bool = False) -> Row:
    """The row of the table. `hurry` strikes once all is set, and lets leases run out by hand.

    What the parts logged is kept in the folder `logs`.
    """

    def use_program(site: Site) -> None:
        site.program = case.program

    return on_site(
        case,
        lambda site: _run(case, site, hurry=hurry),
        judge=lambda row: judge(case, row),
        before_start=use_program,
        logs=logs,
    )


def _run(case: ReminderCase, site: Site, *, hurry: bool) -> Row:
    control = BackpackControl(site.setting.backpack_url)
    people = {person.slack_user_id: control.user(person.name) for person in PEOPLE}
    link(site, LINH, people[LINH])
    case.after_start(site)
    wishes = make_wishes(case.count, case.kinds, case.timeline)
    texts = {wish.text for wish in wishes}
    watch, load = Watch(site.folder / "backpack.db"), ReminderLoad(Hands(site.setting, people), wishes)
    watch.start()
    load.start()
    try:
        if hurry:
            site.until(lambda: len(watch.record.of(texts)) == case.count, case.timeline.due_from)
        rounds = _strike(case, site, load, lambda: watch.record.of(texts))
        sent = load.sent()
        quiet, quiet_after = _settle(case, site, hurry=hurry)
    finally:
        load.stop()
        watch.stop()
    return _row(site, wishes, sent, watch.record.of(texts), people) | {
        "rounds": rounds,
        "quiet": quiet,
        "quiet_after_seconds": quiet_after,
        "restarts": dict(site.restarts),
        "open": {} if quiet else site.open_records(),
    }


def _strike(case: ReminderCase, site: Site, load: ReminderLoad, look: Callable[[], Sequence[History]]) -> int:
    """Again and again until all has come due; how often it hit."""
    hits: list[bool] = []
    while not load.is_over or time.time() < _last_due(look(), load.began_at, case):
        hits.append(case.strike(site, len(hits)))
    BackpackFaults(site).clear()
    SlackFaults(site).clear()
    return sum(hits)


def _last_due(histories: Sequence[History], began_at: float, case: ReminderCase) -> float:
    """Unix time; what comes again tomorrow is not waited for."""
    latest = began_at + case.timeline.due_from + case.timeline.due_for + _DUE_WITHIN_SECONDS
    times = [history.versions[-1].due_at for history in histories if not history.is_gone]
    return max((at for at in times if at < latest), default=began_at)


def _settle(case: ReminderCase, site: Site, *, hurry: bool) -> tuple[bool, float]:
    """Whether nothing is left to do, and after how many seconds."""
    since = time.monotonic()
    if hurry:
        let_leases_run_out(site)
    # What is lost stays open for good, and what is double takes its time.
    patience_seconds = FORGOTTEN_SECONDS if case.must_show else QUIET_SECONDS
    quiet = site.until(lambda: site.open_count() + site.overdue_lane_count() == 0, patience_seconds)
    seconds = round(time.monotonic() - since, 1)
    site.pause(1)
    return quiet, seconds


def _row(
    site: Site,
    wishes: Sequence[Wish],
    sent: Sequence[Sent],
    histories: Sequence[History],
    people: Mapping[str, XmlApi],
) -> Row:
    messages = messages_of(site)
    direct = {user.user_id: f"D0{slack_user_id[2:]}" for slack_user_id, user in people.items()}
    channels = {wish.text: wish.channel for wish in wishes if wish.channel}
    texts = [wish.text for wish in wishes]
    fired = truths.compare(histories, list(said(messages, texts)), direct, channels, time.time())
    # What was set through the bot is a command as any other, and one that was deleted since was made once.
    made = [{"content": history.text} for history in histories]
    state: dict[str, Any] = {"pages": [], "journal": [], "statuses": [], "reminders": made}
    through_bot = commands.compare(sent, state, [each for each in messages if not is_firing(each)])
    late = fired.late_seconds
    fired.late_seconds = []
    return asdict(fired) | {
        "messages": sum(is_firing(each) for each in messages),
        "late_p50_s": _quantile(late, 0.5),
        "late_p99_s": _quantile(late, 0.99),
        "late_max_s": _quantile(late, 1.0),
        "records": site.due_records(told) if (told := TOKEN.findall(" ".join(fired.examples))) else {},
        "through_bot": asdict(through_bot),
    }


def _quantile(in_order: Sequence[float], share: float) -> float | None:
    return round(in_order[round(share * (len(in_order) - 1))], 2) if in_order else None


def judge(case: ReminderCase, row: Row) -> str:
    """Why the row is red; empty where it is not."""
    if case.must_show:
        return "" if row[case.must_show] else f"shows none {case.must_show}: the suite is blind here"
    reasons = [f"{row[name]} {name}" for name in ("lost", "early", "wrong") if row[name]]
    if silently := row["double"] - row["double_and_says_so"]:
        reasons.append(f"{silently} double without a word")
    through_bot = row["through_bot"]
    never = ("lost", "double_in_backpack", "refused_but_done")
    reasons += [f"{through_bot[name]} of those set in Slack {name}" for name in never if through_bot[name]]
    if silently := through_bot["double_in_slack"] - through_bot["double_and_says_so"]:
        reasons.append(f"{silently} answers double without a word")
    if row["rounds"] < LEAST_ROUNDS:
        reasons.append(f"the fault hit {row['rounds']} times only")
    if not row["quiet"]:
        reasons.append(f"not quiet within {QUIET_SECONDS:.0f} s")
    return ", ".join(reasons)
