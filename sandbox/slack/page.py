"""The page: static files, no build step, nothing from elsewhere."""

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

FILES = Path(__file__).parent / "page"
# Data never becomes markup (the scripts only set text); this holds even if one of them forgets.
HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: https:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
}


class _PageFiles(StaticFiles):
    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers.update(HEADERS)
        return response


def page_files() -> StaticFiles:
    """Scripts, styles and pictures of the page."""
    return _PageFiles(directory=FILES)


async def show_page(_: Request) -> Response:
    """`GET /`, and every permalink: the script finds the message."""
    return FileResponse(FILES / "index.html", headers=HEADERS)
