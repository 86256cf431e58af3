"""What the bot remembers, in Redis: one concept a file, the only store there is.

Every key starts with `backpack-bot:`, so that a Redis shared with others stays readable.
"""
