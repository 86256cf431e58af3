"""Where a person's browser comes who follows a link to Backpack's own pages: a page can be read there, the
others are not part of the sandbox."""

from collections.abc import Iterator
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from .database import Database
from .site import Site
from .snapshot import page_contents

_ELSEWHERE = ("/reminders", "/calendar")
_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:34em;margin:8vh auto;padding:0 1em}
li{list-style:none}ul{padding:0}s{color:#777}p.note{white-space:pre-wrap}footer{color:#777;margin-top:3em}"""
_ABSENT = """<h1>Here Backpack’s own page would open</h1>
<p>The sandbox has Backpack’s API and its data, and few of its pages. What is in the account stands beside
the local Slack, in the pane on the right, and is live there.</p>"""
_FOOT = "<footer>A page of the sandbox’s Backpack. It can be changed in the local Slack.</footer>"


def browser_routes(site: Site) -> list[Route]:
    """The pages that the bot's messages link to."""

    async def page(request: Request) -> HTMLResponse:
        return _show_page(site.database, request.path_params["page_id"])

    return [
        Route("/pages/{page_id:int}", page, methods=["GET"]),
        *(Route(path, _elsewhere, methods=["GET"]) for path in _ELSEWHERE),
    ]


async def _elsewhere(_request: Request) -> HTMLResponse:
    return _html("Backpack", _ABSENT)


def _show_page(database: Database, page_id: int) -> HTMLResponse:
    # 63 bits are what SQLite's ids have; a longer number is no page's.
    page = database.row("SELECT id, title FROM pages WHERE id = ?", page_id) if page_id < 2**63 else None
    if page is None:
        return _html("Backpack", "<h1>There is no such page</h1><p>Somebody may have deleted it.</p>", 404)
    return _html(page["title"], "\n".join(_body(page["title"], page_contents(database, page_id))))


def _body(title: str, contents: dict[str, Any]) -> Iterator[str]:
    yield f"<h1>{escape(title)}</h1>"
    for each in contents["lists"]:
        yield f"<h2>{escape(each['name'] or 'Items')}</h2>"
        yield f"<ul>{''.join(map(_item, each['items'])) or '<li>No items</li>'}</ul>"
    for note in contents["notes"]:
        yield f"<h2>{escape(note['title'])}</h2><p class=note>{escape(note['body'])}</p>"
    yield _FOOT


def _item(item: dict[str, Any]) -> str:
    text = escape(item["content"])
    return f"<li>☑ <s>{text}</s></li>" if item["completed"] else f"<li>☐ {text}</li>"


def _html(title: str, body: str, status: int = 200) -> HTMLResponse:
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
    look = f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style>'
    return HTMLResponse(f"{head}{look}<body dir=auto>{body}", status)
