"""Feeds: what changes in Backpack is told in the channels that are subscribed to it.

`names`      what a feed is called, and what people call it
`posts`      what there is to tell, as plain data
`draft`      the next state of a feed, from the one before
`journal`, `statuses`, `page`, `calendar`    what one look at Backpack changes, a kind a file
`look`       a look: whose token, what it changes, and all of it in one step
`telling`    which message of a place has to be posted or changed next

One look serves every place. What it finds is written to the feed's log (`store.feed_states`), and a place's
messages are made to say what the log says, one after the other, by operations of the schedule. So whatever is
edited, deleted, repeated or cut short on the way, they end up the same.
"""
