"""What can go wrong with a request, and the status that says so.

    Refused                  the request is answered with `status`, and nothing was changed
    ├── Malformed       400  the body is not well-formed, not in the encoding it claims, or no text for XML
    ├── Unauthorized    401  a Bearer token that is unknown or older than two weeks
    ├── Forbidden       403  no or wrong token, or somebody else's status or journal
    ├── NotFound        404  no such record in this account, or no such path
    ├── WrongMethod     405  the path exists, for another method
    ├── TooLarge        413  the body is longer than `body.LARGEST_BYTES`
    ├── UnknownFormat   415  a body that is neither XML, YAML nor a form
    └── Unacceptable    422  well formed, but a value is missing or makes no sense

The HTTP status mirrors the code in the error document (wire 5). The documentation knows only 404 and 500;
the finer codes tell a client's mistake from a mistake of this server, which is a 500.
"""


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault of the server
    """A request that is answered with an error; raised inside a transaction, it undoes it."""

    status = 400
    message = "Bad request"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.message)


class Malformed(Refused):
    """The body cannot be read."""

    message = "Malformed request"


class Unauthorized(Refused):
    """What makes a client with OAuth refresh its token."""

    status = 401
    message = "Unauthorized"


class Forbidden(Refused):
    """The token does not allow this."""

    status = 403
    message = "Forbidden"


class NotFound(Refused):
    """The message is the documented one (README, "Making requests")."""

    status = 404
    message = "Record not found"


class WrongMethod(Refused):
    """The path is known, the method is not."""

    status = 405
    message = "Method not allowed"


class TooLarge(Refused):
    """The body exceeds the cap."""

    status = 413
    message = "Request too large"


class UnknownFormat(Refused):
    """The body is neither XML, YAML, a form nor empty."""

    status = 415
    message = "Only XML, YAML and forms are understood"


class Unacceptable(Refused):
    """A value is missing or makes no sense."""

    status = 422
    message = "Unacceptable value"
