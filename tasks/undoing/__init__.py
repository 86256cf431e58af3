"""Undoing what was done: the inverse of each change, within ten minutes, and once.

`change`  a result that tells of a change, and knows its inverse
`thing`   what was made, found again as it is now
`undone`  what came of it
`undo`    the change of an answer undone, whoever asks for it
"""
