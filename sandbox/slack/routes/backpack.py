"""`GET /_sandbox/backpack/state`: the Backpack account, passed through so that the page has one origin."""

import aiohttp
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ..config import Config
from ..http_client import HttpClient


class BackpackProxy:
    """Asks the local Backpack server and hands its answer on unchanged."""

    def __init__(self, config: Config, http: HttpClient) -> None:
        self._url = f"{config.backpack_url.rstrip('/')}/_sandbox/state"
        self._http = http

    async def state(self, request: Request) -> Response:
        """The state as JSON; 204 when nothing changed since `since`; 502 when the server is away."""
        timeout = aiohttp.ClientTimeout(total=5)
        try:
            async with self._http.session.get(
                self._url, params=dict(request.query_params), timeout=timeout, allow_redirects=False
            ) as answer:
                body = await answer.read()
                return Response(body, answer.status, media_type=answer.content_type)
        except (aiohttp.ClientError, TimeoutError):
            return JSONResponse({"ok": False, "error": "backpack_unreachable"}, status_code=502)
