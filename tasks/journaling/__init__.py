"""The journal read: by person, by day, and how a channel is told of it.

`entries`   what Backpack's pages of the journal hold since some moment
`grouped`   the same by person, as results carry it
"""
