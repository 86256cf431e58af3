"""One case from start to verdict. `make chaos` and its short form in `make test` both run this."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from sandbox.people import BACKPACK_ACCOUNT, SLACK_TEAM_ID
from sandbox.setting import Setting
from tests.chaos.cases import Case
from tests.chaos.faults_of_the_rest import SkippedError
from tests.chaos.load import Load, Sent
from tests.chaos.plan import PAGE, PEOPLE, Deed, make_plan
from tests.chaos.services import BackpackFaults, SlackFaults, ask
from tests.chaos.site import Site
from tests.chaos.truths import Verdict, compare
from tests.e2e.slack_page import LINH
from tests.e2e.xml_api import BackpackControl, XmlApi

Row = dict[str, Any]

# Above Backpack's own: raw requests of the suite count too, and no case is about the limit.
_ROOMY_LIMIT = 2_000
_LISTS = 4
# A lease of 30 s, a look of the sweeper after 45 s and every 15 s, and that twice over.
QUIET_SECONDS = 150.0
# What nobody brings back stays open for good: long enough for all that is not lost.
FORGOTTEN_SECONDS = 60.0
LEAST_ROUNDS = 2


def run_case(
    case: Case, logs: Path | None = None, *, operations: int | None = None, hurry: bool = False
) -> Row:
    """The row of the table. `hurry` lets leases run out by hand instead of waiting for them.

    What the parts logged is kept in the folder `logs`.
    """
    return on_site(
        case,
        lambda site: _run(case, site, operations or case.operations, hurry=hurry),
        judge=lambda row: judge(case, row),
        before_start=case.before_start,
        logs=logs,
    )


class Named(Protocol):
    """A case of either kind."""

    @property
    def key(self) -> str: ...

    @property
    def fault(self) -> str: ...

    @property
    def switches(self) -> Mapping[str, str]: ...


def on_site(
    case: Named,
    run: Callable[[Site], Row],
    judge: Callable[[Row], str],
    before_start: Callable[[Site], None],
    logs: Path | None,
) -> Row:
    """Run it on a site of its own; `judge` says why its row is red, or nothing."""
    started = time.monotonic()
    site = Site(Setting.on_any_ports(backpack_limit=_ROOMY_LIMIT), case.switches)
    try:
        before_start(site)
        with site:
            row = run(site)
            row["why"] = judge(row)
            row["verdict"] = "red" if row["why"] else "ok"
            if logs:
                _keep_logs(site, logs / case.key)
    except SkippedError as skipped:
        row = {"verdict": "skipped", "why": str(skipped)}
    finally:
        site.stop()
    named = {"key": case.key, "fault": case.fault}
    return named | row | {"seconds": round(time.monotonic() - started)}


def _run(case: Case, site: Site, count: int, *, hurry: bool) -> Row:
    deeds = _prepare(site, count)
    case.after_start(site)
    load = Load(site.setting.slack_url, deeds, case.per_second, at_once=case.at_once, tries=case.tries)
    load.start()
    hits: list[bool] = []
    try:
        while not load.is_over:
            hits.append(case.strike(site, len(hits)))
        BackpackFaults(site).clear()
        SlackFaults(site).clear()
        sent = load.sent()
    finally:
        load.stop()
    since = time.monotonic()
    if hurry:
        let_leases_run_out(site)
    patience_seconds = FORGOTTEN_SECONDS if case.must_show == "lost" else QUIET_SECONDS
    quiet = site.until(lambda: site.open_count() == 0, patience_seconds)
    quiet_after = round(time.monotonic() - since, 1)
    site.pause(1)
    verdict = compare(sent, _state(site), messages_of(site))
    return asdict(verdict) | {
        "rounds": sum(hits),
        "quiet": quiet,
        "quiet_after_seconds": quiet_after,
        "restarts": dict(site.restarts),
        "records": _records(site, sent, verdict),
    }


def let_leases_run_out(site: Site) -> None:
    """Whoever died left leases behind: they run out now, while no worker lives."""
    site.terminate("worker")
    site.let_time_pass()
    site.start("worker")


def _prepare(site: Site, count: int) -> list[Deed]:
    """Lists, the items that are to be done, and a connection for the third of the people."""
    control = BackpackControl(site.setting.backpack_url)
    maya = control.user("Maya Okafor")
    link(site, LINH, control.user("Linh Tran"))
    places = {place.name: place for place in (maya.create_list(PAGE, f"List{i}x") for i in range(_LISTS))}
    deeds = make_plan(count, list(places))
    for deed in deeds:
        if deed.kind == "done":
            place = places[deed.list_name]
            path = f"page/{place.page_id}/lists/{place.list_id}/items/add"
            maya.post(path, f"<item><content>{deed.text}</content></item>")
    return deeds


def link(site: Site, slack_user_id: str, user: XmlApi) -> None:
    """Connect one more person, as an operator does."""
    subprocess.run(
        [sys.executable, "-m", "bot.cli", "link", SLACK_TEAM_ID, slack_user_id, BACKPACK_ACCOUNT],
        input=user.token,
        env=site.setting.environment("worker"),
        capture_output=True,
        text=True,
        check=True,
    )


def _state(site: Site) -> dict[str, Any]:
    return BackpackControl(site.setting.backpack_url).state()


def messages_of(site: Site) -> list[Row]:
    """All that stands in Slack."""
    url = f"{site.setting.slack_url}/_sandbox"
    channels = [one["id"] for one in ask(f"{url}/workspace")["channels"]]
    channels += [f"D0{person[2:]}" for person in PEOPLE]
    said = [ask(f"{url}/messages?channel={channel}") for channel in channels]
    return [message for one in said for message in one["messages"]]


def _records(site: Site, sent: Sequence[Sent], verdict: Verdict) -> Row:
    """What the ledger holds of that which went wrong."""
    told = " ".join(verdict.examples)
    return {one.operation_id: site.record(one.operation_id) for one in sent if one.operation_id in told}


def judge(case: Case, row: Row) -> str:
    """Why the row is red; empty where it is not."""
    if case.must_show:
        return "" if row[case.must_show] else f"shows none {case.must_show}: the suite is blind here"
    never = ("lost", "double_in_backpack", "refused_but_done")
    reasons = [f"{row[name]} {name}" for name in never if row[name]]
    if silently := row["double_in_slack"] - row["double_and_says_so"]:
        reasons.append(f"{silently} double_in_slack without a word")
    if case.acks_in_time and row["unacknowledged"]:
        reasons.append(f"{row['unacknowledged']} acks too late for Slack")
    if row["rounds"] < LEAST_ROUNDS:
        reasons.append(f"the fault hit {row['rounds']} times only")
    if not row["quiet"]:
        reasons.append(f"not quiet within {QUIET_SECONDS:.0f} s")
    return ", ".join(reasons)


def _keep_logs(site: Site, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for log in site.folder.glob("*.log"):
        shutil.copy(log, folder)
