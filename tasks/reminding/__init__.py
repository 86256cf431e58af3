"""Reminders: Backpack keeps them, the schedule fires them.

`item`      what is known of one, and where that goes in the schedule
`whom`      who is told: its remindees as Slack knows them, or a channel
`mirror`    the schedule made to say what Backpack lists
`check`     Backpack asked once more before one fires of which the last list is old
`listed`    one looked up, where somebody may have made something else of it since
`series`    the next time of one that comes again

A reminder has as many entries in the schedule as there are linked people to tell, each mirrored from that
person's own list; one for a channel has one entry, mirrored from its creator's. The channel, and how a
reminder comes again, Backpack can't keep: `store.additions` does.
"""
