"""The Web API: `POST /api/METHOD`. One file per family of methods."""

from . import chat, conversations, general, permalinks, users, views  # noqa: F401  (importing them fills METHODS)
from .registry import METHODS

__all__ = ["METHODS"]
