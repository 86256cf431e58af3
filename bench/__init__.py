"""Benchmarks: `make bench` runs them all. Figures go to bench/results; tests never look at the clock."""
