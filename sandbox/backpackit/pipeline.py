"""The one way every API request takes: read, identify, limit, redirect, fault, perform, answer."""

from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from sandbox.connection import abort, send_half

from . import answers
from .auth import Identity, find_credentials, identify
from .body import parse_body, read_body
from .call import Call, Reply
from .errors import NotFound, Refused, WrongMethod
from .faults import FaultRule
from .headers import Headers
from .limits import ORDINARY, Caller
from .params import Params
from .routes import Match, find_route
from .scheme import right_uri
from .site import Site

UNKNOWN = "(unknown)"
"""Stands in counters and limits for an account or operation that a request does not tell; no account can
have this name."""


@dataclass(frozen=True)
class _Received:
    """A request once its body has arrived."""

    request: Request
    match: Match
    headers: Headers
    params: Params
    trouble: Refused | None
    """Why the body cannot be used; told only after limits and faults, which come first on a real server."""


@dataclass(frozen=True)
class _Answer:
    """What to send."""

    response: Response | None
    """None where the connection is to be closed without a byte."""
    half: bool = False
    """Send only the first half."""


class Api:
    """The XML API as an ASGI application."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            answer = await self._answer(await _receive(request))
        except ClientDisconnect:
            return  # it gave up while sending; there is nobody to answer
        if answer.response is None:
            await abort(scope, receive)
        elif answer.half:
            await send_half(answer.response, scope, receive, send)
        else:
            await answer.response(scope, receive, send)

    async def _answer(self, received: _Received) -> _Answer:
        site, match = self._site, received.match
        host = received.headers.get("Host")
        credentials = find_credentials(match.token, received.headers, received.params)
        identity = identify(site.database, host, credentials, site.clock.now())
        account = identity.account.name if identity.account else UNKNOWN
        operation = match.route.name if match.route else UNKNOWN
        rule = site.faults.find(match.path, operation, account)

        # A dead server does not count; a sick one does.
        if rule is None or not rule.down:
            window = match.route.window if match.route else ORDINARY
            wait = site.limiter.admit(Caller(account, _address(received.request), window))
            if wait:
                site.counters.count(account, operation, refused=True)
                return _Answer(answers.unavailable(wait))
        site.counters.count(account, operation, refused=False)

        if identity.account is not None:
            uri = right_uri(received.request, received.headers, identity.account, site.listeners)
            if uri is not None:
                await site.faults.hold(site.faults.latency_seconds)
                return _Answer(answers.redirect(uri))
        if rule is None:
            await site.faults.hold(site.faults.latency_seconds)
            return _Answer(self._perform(received, identity))
        site.faults.use(rule)
        return await self._with_fault(rule, received, identity)

    async def _with_fault(self, rule: FaultRule, received: _Received, identity: Identity) -> _Answer:
        faults, match = self._site.faults, received.match
        await faults.hold(faults.latency_seconds + rule.delay_seconds)
        if rule.silent:
            return _Answer(None)
        if rule.status is not None and not rule.performed:
            return _Answer(answers.faulty(rule, match))
        response = self._perform(received, identity)
        await faults.hold(rule.answer_delay_seconds)
        if rule.cut == "after":
            return _Answer(None)
        if rule.status is not None:
            response = answers.faulty(rule, match)
        if rule.body is not None:
            response = answers.spoiled(response, rule.body)
        return _Answer(response, half=rule.cut == "midway")

    def _perform(self, received: _Received, identity: Identity) -> Response:
        """Run the operation in a transaction, without awaiting anything."""
        try:
            with self._site.database.transaction():
                reply = self._call(received, identity)
        except Refused as refusal:
            return answers.refused(refusal, received.match)
        return answers.success(reply, received.match)

    def _call(self, received: _Received, identity: Identity) -> Reply:
        match = received.match
        if match.route is None:
            raise WrongMethod if match.allowed else NotFound
        if received.trouble is not None:
            raise received.trouble
        if identity.user is None:
            raise identity.refusal
        # Once: a row that is as it should be is no change, and the state keeps its version.
        self._site.database.run(
            "UPDATE users SET has_called = 1 WHERE id = ? AND NOT has_called", identity.user.id
        )
        call = Call(
            database=self._site.database,
            user=identity.user,
            ids=match.ids,
            params=received.params,
            query=received.request.query_params,
            now=self._site.clock.now(),
            base_url=f"{received.request.scope['scheme']}://{received.headers.get('Host')}",
        )
        return match.route.operation(call)


async def internal_error(request: Request, _error_raised: Exception) -> Response:
    """What a mistake of this server looks like; uvicorn writes the traceback to standard error."""
    match = find_route(request.method, request.scope["path"])
    return answers.error(500, "Internal error", {}) if match.enveloped else Response(status_code=500)


async def _receive(request: Request) -> _Received:
    match = find_route(request.method, request.scope["path"])
    headers = Headers(request.headers.raw)
    try:
        params, trouble = parse_body(await read_body(request), headers), None
    except Refused as refusal:
        params, trouble = Params(), refusal
    return _Received(request, match, headers, params, trouble)


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
