"""A local Backpack server: the XML API of `basecamp/backpack-api`, served from SQLite.

Written from the official documentation and from what servers were captured answering, never from our own
client, so that each of the two checks the other. It imports nothing of `backpack`, `store`, `tasks` or `bot`.

Where to look: `routes.py` is the table of operations, `sections/` has one file for each section of the
documentation, `pipeline.py` is the one way a request takes, `admin.py` what the sandbox adds (`/_sandbox`).

In names, "wire 6.8" is a section of the project's wire notes; "API: Lists" a section of the documentation.
"""
