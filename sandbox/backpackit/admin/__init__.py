"""What the sandbox adds to Backpack: JSON under `/_sandbox`, for this machine only and outside the limits.

`routes` is the table; `sandbox/README.md` describes every row of it.
"""
