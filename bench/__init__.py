"""Benchmarks: `make bench` runs them all but `make bench-limiter` and `make bench-reminders`, which take long
and exit with 1 if a promise is broken. Figures go to bench/results; tests never look at the clock."""
