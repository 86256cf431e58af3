"""`/upload` and `/files-pri`: the content of files, on its way in and to be seen."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from ..files import SHOWN
from ..state import Workspace

# Nothing in it is run, should a browser ever take it for a page.
HEADERS = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff"}


class Files:
    """Takes and gives content."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    async def upload(self, request: Request) -> Response:
        """`POST /upload/v1/SECRET`: raw bytes, or a form with one file."""
        file = self._workspace.files.expected(request.path_params["secret"])
        content = await _content(request)
        if len(content) != file.length:
            return PlainTextResponse(f"{file.length} bytes were announced", status_code=400)
        file.content = content
        return PlainTextResponse(f"OK - {len(content)}")

    async def show(self, request: Request) -> Response:
        """`GET /files-pri/TEAM-FILE/NAME`: a picture is shown, anything else is for saving."""
        file = self._workspace.files.find(request.path_params["id"].partition("-")[2])
        if file.mimetype in SHOWN:
            return Response(file.content, media_type=file.mimetype, headers=HEADERS)
        headers = HEADERS | {"Content-Disposition": "attachment"}
        return Response(file.content, media_type="application/octet-stream", headers=headers)


async def _content(request: Request) -> bytes:
    if "multipart/form-data" not in request.headers.get("content-type", ""):
        return await request.body()
    async with request.form() as form:
        for part in form.values():
            if isinstance(part, UploadFile):
                return await part.read()
    return b""
