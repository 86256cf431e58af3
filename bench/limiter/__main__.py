"""Run it: ours alone, the others side by side, and ours through a soak."""

import argparse
import sys
import tempfile
from pathlib import Path

from bench.limiter.contest import contest
from bench.limiter.contestants import CONTESTANTS, OURS
from bench.limiter.latency import SHAPES, Latency
from bench.limiter.private_redis import private_redis
from bench.limiter.promises import broken
from bench.limiter.report import RESULTS, write
from bench.limiter.rows import row, soak_row
from bench.limiter.scale import FULL, QUICK
from bench.limiter.soak import soak


def main() -> int:
    """The exit status: 1 if ours broke a promise."""
    parser = argparse.ArgumentParser(prog="python -m bench.limiter", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="about a minute; promises are not checked")
    parser.add_argument("--latency", choices=SHAPES, default="skewed", help="how round trips are distributed")
    asked = parser.parse_args()
    scale, latency = QUICK if asked.quick else FULL, Latency(asked.latency)
    with private_redis() as redis_url:
        # Alone, as it is held to milliseconds on a machine of two cores.
        measured = contest([OURS], scale, redis_url, latency)
    with private_redis() as redis_url:
        measured += contest([name for name in CONTESTANTS if name != OURS], scale, redis_url, latency)
    with private_redis() as redis_url:
        soaked = soak(scale, redis_url, asked.latency)
    rows = [row(each, soaked if each.limiter == OURS else None) for each in measured]
    # What a short run or another network shows is not what we publish.
    published = not asked.quick and asked.latency == "skewed"
    folder = RESULTS if published else Path(tempfile.mkdtemp(prefix="bench-limiter-"))
    print(write(rows, soak_row(soaked), scale, asked.latency, folder))
    print(f"In {folder}")
    problems = [] if asked.quick else broken(rows[0])
    for problem in problems:
        print(f"Broken promise: {problem}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
