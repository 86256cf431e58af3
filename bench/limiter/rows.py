"""A row of the table for each limiter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

from bench.limiter import figures
from bench.limiter.client import Report, Wait
from bench.limiter.contest import Measured, account
from bench.limiter.log import Entry


@dataclass(frozen=True)
class Row:
    """One limiter.

    :ivar requests: all it sent, in ours the soak's too; so with `refusals` and `early`.
    :ivar cold_refusals: of those, in the first 5 s after a start from nothing or a restart.
    :ivar early: sent although the account had been told to wait.
    :ivar quota_used: bulk only.
    :ivar bound: the most that can be used by whoever anchors at the answer, with the mean RTT that was had.
    :ivar interactive_p50_ms: from wanting to send to being allowed to, while bulk saturates.
    :ivar round_trips_per_request: to Redis, saturated; `…_unsaturated` at 6 requests a second.
    :ivar cpu_seconds_per_1000: of the client processes, for as many requests.
    """

    limiter: str
    requests: int
    refusals: int
    cold_refusals: int
    early: int
    quota_used: float
    quota_used_mixed: float
    bound: float
    mean_rtt_ms: float
    interactive_samples: int
    interactive_p50_ms: float
    interactive_p99_ms: float
    round_trips_per_request: float
    round_trips_unsaturated: float
    cpu_seconds_per_1000: float
    most_in_a_window: int


@dataclass(frozen=True)
class SoakRow:
    """What ours did in the soak alone. `quota_used` is the mean of all accounts."""

    requests: int
    refusals: int
    handed_back: int
    quota_used: float
    bound: float
    mean_rtt_ms: float
    interactive_samples: int
    interactive_p50_ms: float
    interactive_p99_ms: float
    most_in_a_window: int


def row(measured: Measured, soaked: Measured | None) -> Row:
    name = measured.limiter
    rtt_seconds = figures.mean_rtt_seconds(measured.log)
    log = measured.log + (soaked.log if soaked else [])
    waits = steady_waits(measured, account(name, "mixed"))
    mixed = sorted({entry.account for entry in measured.of("mixed")})
    return Row(
        limiter=name,
        requests=len(log),
        refusals=figures.refusals(log),
        cold_refusals=figures.refusals(figures.within(measured.log, figures.first_windows(measured.starts))),
        early=figures.early(log),
        quota_used=round(figures.quota_used(measured.of("bulk"), measured.steady), 4),
        quota_used_mixed=round(_quota_of_each(measured, mixed), 4),
        bound=round(figures.bound(rtt_seconds), 4),
        mean_rtt_ms=round(rtt_seconds * 1000, 1),
        interactive_samples=len(waits),
        interactive_p50_ms=_percentile_ms(waits, 50),
        interactive_p99_ms=_percentile_ms(waits, 99),
        round_trips_per_request=_round_trips(measured, account(name, "bulk")),
        round_trips_unsaturated=_round_trips(measured, account(name, "light")),
        cpu_seconds_per_1000=round(
            1000 * _gained(measured, lambda report: report.cpu_seconds)
            / _gained(measured, lambda report: sum(report.sent.values())), 2
        ),
        most_in_a_window=figures.most_in_a_window(log),
    )  # fmt: skip


def soak_row(soaked: Measured) -> SoakRow:
    rtt_seconds = figures.mean_rtt_seconds(soaked.log)
    waits = steady_waits(soaked, soaked.limiter)
    return SoakRow(
        requests=len(soaked.log),
        refusals=figures.refusals(soaked.log),
        handed_back=soaked.reports[0][1].handed_back,
        quota_used=round(_quota_of_each(soaked, sorted({entry.account for entry in soaked.log})), 4),
        bound=round(figures.bound(rtt_seconds), 4),
        mean_rtt_ms=round(rtt_seconds * 1000, 1),
        interactive_samples=len(waits),
        interactive_p50_ms=_percentile_ms(waits, 50),
        interactive_p99_ms=_percentile_ms(waits, 99),
        most_in_a_window=figures.most_in_a_window(soaked.log),
    )


def steady_waits(measured: Measured, accounts: str) -> list[Wait]:
    """Of the interactive requests in the measured stretches."""
    return [
        wait
        for (_, after), stretch in zip(measured.reports, measured.steady, strict=True)
        for wait in after.waits
        if wait.account.startswith(accounts) and stretch.holds(wait.wanted)
    ]


def _quota_of_each(measured: Measured, accounts: Sequence[str]) -> float:
    by_account: dict[str, list[Entry]] = {name: [] for name in accounts}
    for entry in measured.log:
        if entry.account in by_account:
            by_account[entry.account].append(entry)
    return fmean(figures.quota_used(log, measured.steady) for log in by_account.values())


def _round_trips(measured: Measured, account_name: str) -> float:
    sent = _gained(measured, lambda report: report.sent[account_name])
    return round(_gained(measured, lambda report: report.round_trips[account_name]) / sent, 2)


def _gained(measured: Measured, figure: Callable[[Report], float]) -> float:
    return sum(figure(after) - figure(before) for before, after in measured.reports)


def _percentile_ms(waits: Sequence[Wait], hundredths: int) -> float:
    return round(1000 * figures.percentile([wait.seconds for wait in waits], hundredths), 2)
