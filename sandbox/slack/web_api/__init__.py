"""The Web API: `POST /api/METHOD`. One file per family of methods."""

from . import (  # noqa: F401  (importing them fills METHODS)
    chat,
    conversations,
    dnd,
    files,
    general,
    history,
    permalinks,
    unfurls,
    users,
    views,
)
from .registry import METHODS

__all__ = ["METHODS"]
