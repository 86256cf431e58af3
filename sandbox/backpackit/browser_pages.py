"""Where a person's browser comes who follows a link to Backpack's own pages: they are not part of the
sandbox."""

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

_PATHS = ("/reminders", "/calendar", "/pages/{page_id:int}")
_PAGE = """<!doctype html><meta charset="utf-8"><title>Backpack</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:15vh auto;padding:0 1em}</style>
<h1>Here Backpack’s own page would open</h1>
<p>The sandbox has Backpack’s API and its data, and none of its pages. What is in the account stands beside
the local Slack, in the pane on the right, and is live there.</p>"""


def browser_routes() -> list[Route]:
    """The pages that the bot's messages link to."""
    return [Route(path, _page, methods=["GET"]) for path in _PATHS]


async def _page(_request: Request) -> HTMLResponse:
    return HTMLResponse(_PAGE)
