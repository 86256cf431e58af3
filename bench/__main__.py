"""Run every benchmark."""

import sys

from bench import commands_under_export, decode, feeds, round_trip

if __name__ == "__main__":
    decode.main()
    round_trip.main()
    kept = [commands_under_export.main(), feeds.main()]
    sys.exit(not all(kept))
