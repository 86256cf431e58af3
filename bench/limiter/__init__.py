"""Limiters side by side against a strict server: `make bench-limiter`.

The server counts in an exact sliding window; the network in front of it and behind it takes its time, and not
always the same. What counts for a limiter is what the server saw, so every figure but the waits, the round
trips and the CPU comes from the server's log.
"""
