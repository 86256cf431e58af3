"""`/_sandbox`: the server itself. State, counters, limits, faults, latency, clock, listeners."""

from dataclasses import asdict, replace

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.backpackit.clock import rest_time
from sandbox.backpackit.errors import Unacceptable
from sandbox.backpackit.sections.reminders import mark_sent
from sandbox.backpackit.site import Site
from sandbox.backpackit.snapshot import account_state

from .fields import flag, moment, only, read_fields, seconds


class Control:
    """The endpoints."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def show_health(self, _request: Request) -> Response:
        return JSONResponse({"ok": True})

    async def show_state(self, request: Request) -> Response:
        version = self._site.database.version
        if request.query_params.get("since") == str(version):
            return Response(status_code=204)
        return JSONResponse(account_state(self._site.database, request.query_params.get("account", "")))

    async def show_counters(self, _request: Request) -> Response:
        return JSONResponse(self._site.counters.as_json())

    async def show_limits(self, _request: Request) -> Response:
        return JSONResponse(asdict(self._site.limiter.quota))

    async def update_limits(self, request: Request) -> Response:
        try:
            quota = replace(self._site.limiter.quota, **await read_fields(request))
        except (TypeError, ValueError) as error:
            raise Unacceptable("ordinary and calendar are at least 1, period_seconds more than 0") from error
        self._site.limiter.set_quota(quota)
        return await self.show_limits(request)

    async def show_faults(self, _request: Request) -> Response:
        return JSONResponse(self._site.faults.as_json())

    async def create_fault(self, request: Request) -> Response:
        try:
            self._site.faults.add(await read_fields(request))
        except ValueError as error:
            raise Unacceptable(str(error)) from error
        return JSONResponse(self._site.faults.as_json(), 201)

    async def destroy_faults(self, request: Request) -> Response:
        self._site.faults.clear()
        return await self.show_faults(request)

    async def show_latency(self, _request: Request) -> Response:
        return JSONResponse({"seconds": self._site.faults.latency_seconds})

    async def update_latency(self, request: Request) -> Response:
        fields = await read_fields(request)
        only(fields, "seconds")
        try:
            self._site.faults.set_latency(fields.get("seconds"))
        except ValueError as error:
            raise Unacceptable(str(error)) from error
        return await self.show_latency(request)

    async def show_clock(self, _request: Request) -> Response:
        clock = self._site.clock
        shown = {"now": rest_time(clock.now()), "held": clock.held, "ahead_seconds": clock.ahead_seconds}
        return JSONResponse(shown)

    async def move_clock(self, request: Request) -> Response:
        fields = await read_fields(request)
        only(fields, "now", "advance_seconds", "ahead_seconds", "held")
        clock, to = self._site.clock, moment(fields, "now")
        by, ahead = seconds(fields, "advance_seconds"), seconds(fields, "ahead_seconds")
        held = flag(fields, "held")
        before = clock.now()
        try:
            if ahead is not None:
                clock.run_ahead(ahead)
            if to is not None or by:
                clock.move((clock.exact() if to is None else to) + (by or 0))
        except ValueError as error:
            raise Unacceptable(str(error)) from error
        if held is not None:
            clock.hold(still=held)
        self._moved_from(before)
        return await self.show_clock(request)

    async def reset_clock(self, request: Request) -> Response:
        before = self._site.clock.now()
        self._site.clock.reset()
        self._moved_from(before)
        return await self.show_clock(request)

    def _moved_from(self, before: int) -> None:
        if (now := self._site.clock.now()) < before:
            with self._site.database.transaction():
                mark_sent(self._site.database, now, before)

    async def show_listeners(self, _request: Request) -> Response:
        listeners = self._site.listeners
        ports = {"http": listeners.http, "https": listeners.https}
        return JSONResponse(ports | {"certificate": listeners.certificate})
