"""One HTTP client for the deliveries and for the Backpack server, open as long as the server runs."""

import aiohttp


class HttpClient:
    """An aiohttp session can only be made inside the event loop, and the routes exist before there is one."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @property
    def session(self) -> aiohttp.ClientSession:
        """The open session."""
        if self._session is None:
            raise RuntimeError("the server has not started")
        return self._session

    def open(self) -> None:
        """Start. Both servers are on this machine, so no proxy of the environment is asked."""
        self._session = aiohttp.ClientSession(trust_env=False)

    async def close(self) -> None:
        """Stop."""
        if self._session is not None:
            await self._session.close()
