"""What ours has to hold."""

from bench.reminders.rows import Row

P99_SECONDS = 0.5


def broken(ours: list[Row], *, check_p99: bool = True) -> list[str]:
    """A sentence for each promise that it did not keep, in its quiet run and its kill run."""
    problems = []
    for row in ours:
        run = f"in the {row.run} run"
        promises = [
            (row.early == 0, f"{row.early} early {run}, not 0"),
            (row.lost == 0, f"{row.lost} lost {run}, not 0"),
            (row.double == 0, f"{row.double} double {run}, not 0"),
            (
                row.run == "kill" or not check_p99 or row.late_p99_s <= P99_SECONDS,
                f"p99 {row.late_p99_s} s late {run}, not {P99_SECONDS}",
            ),
        ]
        problems += [sentence for kept, sentence in promises if not kept]
    return problems
