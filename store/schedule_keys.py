"""Where the schedule is in Redis: beside the ledger, so that one script moves what is due from one to the
other."""

from store.ledger_keys import TAGGED

CLOCK_AHEAD = TAGGED + "clock-ahead"
"""By how many seconds the schedule's clock is ahead of Redis's. The sandbox alone sets it: no key, no
difference."""
PREFIX = TAGGED + "schedule:"
"""Under it, see `store.schedule`:

    lanes         sorted set: each lane by the time of its next look
    lane:LANE     sorted set: its entries by the time they are due
    route:LANE    hash: what its entries become (`intent`, `delivery`)
    entry:ID      hash: `lane`, `owner`, `due`, `noted`, `item`, and `doubt` where it was missed in a list
    owner:OWNER   set: ids of its entries
    seen          hash: by owner, when the newest list was taken that all its entries were in
    left:ID       for a minute, when an entry left the schedule
    forgotten:OWNER  for a minute, when all of an owner's did
    busy:LANE     the operation that the lane became last
    held          when the busy lanes that were met last are looked at again
    done          sorted set: `ID@DUE` of what was dispatched, by Redis's own time
"""
