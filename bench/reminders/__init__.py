"""Schedulers side by side on the same reminders: `make bench-reminders`.

A reminder is fired when its request arrives at a recorder that stands for Slack's Web API; what a scheduler
says of itself does not count. Each has a Redis and processes of its own, one scheduler after the other; once
it is left in peace, and once its processes and its Redis are killed meanwhile.
"""
