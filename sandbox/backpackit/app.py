"""The ASGI application: `/_sandbox` for the sandbox, Launchpad, and everything else the XML API."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.routing import Host, Mount, Router

from .admin.routes import admin_routes
from .browser_pages import browser_routes
from .launchpad.routes import launchpad_routes
from .pipeline import Api, internal_error
from .site import Site


def build_app(site: Site) -> Starlette:
    """The application over a site; it closes the site's database when the server stops."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        site.database.close()

    launchpad = Router(launchpad_routes(site))
    return Starlette(
        routes=[
            Mount("/_sandbox", routes=admin_routes(site)),
            Mount("/launchpad", app=launchpad),
            Host("launchpad.37signals.com", app=launchpad),
            *browser_routes(site),
            Mount("/", app=Api(site)),
        ],
        exception_handlers={Exception: internal_error},
        lifespan=lifespan,
    )
