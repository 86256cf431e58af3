"""Run every benchmark."""

import sys

from bench import commands_under_export, decode, round_trip

if __name__ == "__main__":
    decode.main()
    round_trip.main()
    sys.exit(not commands_under_export.main())
