"""The table, and the figures behind it."""

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from bench.limiter.contestants import CONTESTANTS, OURS
from bench.limiter.fleet import PROCESSES
from bench.limiter.rows import Row, SoakRow
from bench.limiter.scale import Scale
from bench.limiter.soak import CROWDED_THREADS, SLOW_TAIL, crowded_accounts
from bench.machine import machine

RESULTS = Path(__file__).parent.parent / "results"

_COLUMNS = {
    "limiter": "{0.limiter}",
    "requests": "{0.requests:,}",
    "refusals": "{0.refusals:,}",
    "of these cold": "{0.cold_refusals}",
    "early": "{0.early}",
    "quota, bulk": "{0.quota_used:.1%}",
    "quota, mixed": "{0.quota_used_mixed:.1%}",
    "wait p50 ms": "{0.interactive_p50_ms:,.1f}",
    "wait p99 ms": "{0.interactive_p99_ms:,.1f}",
    "round trips": "{0.round_trips_per_request:.2f}",
    "at leisure": "{0.round_trips_unsaturated:.2f}",
    "CPU s / 1,000": "{0.cpu_seconds_per_1000:.2f}",
}

_SETTING = """{machine}. Each limiter: {processes} processes of 8 threads for each account, which send as
fast as they may to a strict server: at most 100 admitted requests in any 5 s (a refused one does not
count). Round trips 20-250 ms ({shape}), split at random before and after the count. Ours runs alone, the
others side by side."""

_NOTES = (
    """Requests, refusals, early: of all that the limiter sent; in ours the soak's are among them.""",
    """Cold: in the first 5 s of {accounts} accounts that start from nothing, and again of all of them
    when their client processes were restarted while the server's window was full.""",
    """Early: sent between a refusal's arrival and the end of its Retry-After. At the end the server
    refuses {orders} requests of an account for no reason, to see who waits; those are not among the
    refusals.""",
    """Quota: 100 % is 20 requests/s, in the steady state; with bulk only, and with an interactive
    request every 0.4-0.8 s beside it. Whoever keeps a slot for 5 s after its answer can have 5/(5+RTT):
    {bound:.1%} with the mean RTT of {rtt_ms:.0f} ms. Whoever has more shows up under refusals.""",
    """Wait: of those interactive requests ({samples} samples), from wanting to send to being allowed
    to.""",
    """Round trips: to Redis for each request, saturated; at leisure is an account with 6 requests/s.
    CPU: of all client processes, their side of the sending included.""",
)

_SOAK = (
    """{accounts} accounts at once for {seconds:.0f} s; {tail:.0%} of the requests or answers up to 2 s
    late; the wall clock of each process off by 100 ms, forwards or back, as it jumps every second
    (`time.time` is patched; ours reads Redis's clock only); two processes killed outright and replaced;
    Redis's scripts flushed nine times. {crowded} of the accounts have {threads} threads, so that the
    line is longer than 2 s and tasks are handed back.""",
    """{row.requests:,} requests, {row.refusals} refusals, at most {row.most_in_a_window} in any 5 s.
    Quota used {row.quota_used:.1%} (bound {row.bound:.1%} with a mean RTT of {row.mean_rtt_ms:.0f} ms;
    a killed process leaves leases of 20 s behind). Handed back {row.handed_back:,} times. Interactive
    wait p50 {row.interactive_p50_ms} ms, p99 {row.interactive_p99_ms} ms ({row.interactive_samples:,}
    samples).""",
)


def write(rows: Sequence[Row], soak: SoakRow, scale: Scale, shape: str, folder: Path) -> str:
    """Write both files, and return the table."""
    table = "\n".join([*_contest(rows, scale, shape), *_soak(soak, scale)]) + "\n"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "limiter.md").write_text(table)
    raw = {"latency": shape, "rows": [asdict(row) for row in rows], "soak": asdict(soak)}
    (folder / "limiter.json").write_text(json.dumps(raw, indent=2) + "\n")
    return table


def _contest(rows: Sequence[Row], scale: Scale, shape: str) -> Iterator[str]:
    yield from ("# Limiters", "")
    yield from (_filled(_SETTING.format(machine=machine(), processes=PROCESSES, shape=shape)), "")
    yield f"| {' | '.join(_COLUMNS)} |"
    yield f"|{'---|' * len(_COLUMNS)}"
    for row in rows:
        yield f"| {' | '.join(cell.format(row) for cell in _COLUMNS.values())} |"
    yield ""
    for note in _NOTES:
        text = note.format(
            accounts=2 + scale.mixed_accounts,  # bulk, light, and the mixed ones
            orders=scale.orders,
            bound=rows[0].bound,
            rtt_ms=rows[0].mean_rtt_ms,
            samples=", ".join(str(row.interactive_samples) for row in rows),
        )
        yield _filled(text, "- ")
    yield from ("", "How each is used:", "")
    for name, kind in CONTESTANTS.items():
        yield _filled(f"{name}: {kind.__doc__}", "- ")
    yield f"- All but {OURS}: a process that was refused sends nothing until its Retry-After is over."


def _soak(row: SoakRow, scale: Scale) -> Iterator[str]:
    yield from ("", "## Soak of ours")
    for text in _SOAK:
        known = text.format(
            row=row,
            accounts=scale.soak_accounts,
            seconds=scale.soak_seconds,
            tail=SLOW_TAIL,
            crowded=crowded_accounts(scale),
            threads=PROCESSES * CROWDED_THREADS,
        )
        yield from ("", _filled(known))


def _filled(text: str, mark: str = "") -> str:
    return textwrap.fill(
        " ".join(text.split()), 110, initial_indent=mark, subsequent_indent=" " * len(mark),
        break_on_hyphens=False,
    )  # fmt: skip
