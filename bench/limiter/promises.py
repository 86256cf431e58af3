"""What ours has to hold."""

from bench.limiter.rows import Row


def broken(ours: Row) -> list[str]:
    """A sentence for each promise that it did not keep."""
    promises = [
        (ours.requests >= 50_000, f"only {ours.requests:,} requests, not 50,000"),
        (ours.refusals == 0, f"{ours.refusals} refusals, not 0"),
        (ours.quota_used >= 0.97, f"{ours.quota_used:.2%} of the quota used by bulk alone, not 97 %"),
        (ours.quota_used_mixed >= 0.96, f"{ours.quota_used_mixed:.2%} of the quota used by both, not 96 %"),
        (ours.interactive_samples >= 300, f"{ours.interactive_samples} interactive samples, not 300"),
        (ours.interactive_p50_ms <= 5, f"interactive wait p50 {ours.interactive_p50_ms} ms, not 5"),
        (ours.interactive_p99_ms <= 50, f"interactive wait p99 {ours.interactive_p99_ms} ms, not 50"),
        (
            ours.round_trips_per_request <= 3.7,
            f"{ours.round_trips_per_request} round trips a request when saturated, not 3.7",
        ),
        # A connection that is opened or checked in between counts as well.
        (
            round(ours.round_trips_unsaturated, 1) <= 2,
            f"{ours.round_trips_unsaturated} round trips a request when not saturated, not 2",
        ),
    ]
    return [sentence for kept, sentence in promises if not kept]
