"""Benchmarks: `make bench` runs them all but `make bench-limiter`, which takes long and exits with 1 if a
promise is broken. Figures go to bench/results; tests never look at the clock."""
