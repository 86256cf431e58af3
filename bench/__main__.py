"""Run every benchmark."""

from bench import decode, round_trip

if __name__ == "__main__":
    decode.main()
    round_trip.main()
