"""`/_sandbox`: what the API shows but cannot create."""

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.backpackit.database import Parameter
from sandbox.backpackit.errors import NotFound, Unacceptable
from sandbox.backpackit.sections.belongings import put_on_top
from sandbox.backpackit.sections.calendars import FIRST_COLOR, insert_calendar
from sandbox.backpackit.site import Site

from .fields import moment, number, only, read_fields, text


class Planting:
    """The endpoints; each answers 201 with the new ids."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def plant_email(self, request: Request) -> Response:
        fields = await read_fields(request)
        only(fields, "page_id", "subject", "body", "created_at")
        at = moment(fields, "created_at")
        values: dict[str, Parameter] = {
            "subject": text(fields, "subject"),
            "body": text(fields, "body"),
            "created_at": self._site.clock.now() if at is None else at,
        }
        with self._site.database.transaction():
            planted = self._plant(number(fields, "page_id"), "Email", "emails", values)
        return JSONResponse(planted, 201)

    async def plant_gallery(self, request: Request) -> Response:
        fields = await read_fields(request)
        only(fields, "page_id", "name", "images")
        images = fields.get("images", [])
        if not isinstance(images, list) or not all(isinstance(image, dict) for image in images):
            raise Unacceptable("images is a list of objects with file_name and description")
        with self._site.database.transaction():
            name = text(fields, "name")
            planted = self._plant(number(fields, "page_id"), "Gallery", "galleries", {"name": name})
            image_ids = [
                self._site.database.insert(
                    "INSERT INTO images (gallery_id, file_name, description) VALUES (?, ?, ?)",
                    planted["id"],
                    text(image, "file_name"),
                    text(image, "description", ""),
                )
                for image in images
            ]
        return JSONResponse(planted | {"image_ids": image_ids}, 201)

    async def plant_attachment(self, request: Request) -> Response:
        fields = await read_fields(request)
        only(fields, "page_id", "file_name")
        values = {"file_name": text(fields, "file_name")}
        with self._site.database.transaction():
            planted = self._plant(number(fields, "page_id"), "Asset", "attachments", values)
        return JSONResponse(planted, 201)

    async def plant_writeboard_link(self, request: Request) -> Response:
        """It has no container in a page document, only its place (wire 6.8)."""
        fields = await read_fields(request)
        only(fields, "page_id", "title")
        values = {"title": text(fields, "title", "")}
        with self._site.database.transaction():
            planted = self._plant(number(fields, "page_id"), "WriteboardLink", "writeboard_links", values)
        return JSONResponse(planted, 201)

    async def plant_widget(self, request: Request) -> Response:
        """A widget of any type, for clients that have to bear types nobody has seen."""
        fields = await read_fields(request)
        only(fields, "page_id", "type", "widget_id")
        page_id, widget_id = number(fields, "page_id"), number(fields, "widget_id")
        widget_type = text(fields, "type")
        database = self._site.database
        with database.transaction():
            database.one("SELECT id FROM pages WHERE id = ?", page_id)
            if database.row(
                "SELECT id FROM belongings WHERE widget_type = ? AND widget_id = ?", widget_type, widget_id
            ):
                raise Unacceptable("there is such a widget")
            belonging_id = put_on_top(database, page_id, widget_type, widget_id)
        return JSONResponse({"id": widget_id, "belonging_id": belonging_id}, 201)

    async def plant_bookmark(self, request: Request) -> Response:
        """A page or tag in a user's sidebar."""
        fields = await read_fields(request)
        only(fields, "user_id", "bookmarkable_type", "bookmarkable_id")
        kind, bookmarked_id = text(fields, "bookmarkable_type"), number(fields, "bookmarkable_id")
        tables = {"Page": "pages", "Tag": "tags"}
        if kind not in tables:
            raise Unacceptable("bookmarkable_type is Page or Tag")
        database = self._site.database
        with database.transaction():
            user = database.one("SELECT * FROM users WHERE id = ?", number(fields, "user_id"))
            database.one(
                f"SELECT id FROM {tables[kind]} WHERE id = ? AND account_id = ?",
                bookmarked_id,
                user["account_id"],
            )
            bookmark_id = database.insert(
                "INSERT INTO bookmarks (user_id, bookmarkable_type, bookmarkable_id, position)"
                " SELECT ?1, ?2, ?3, coalesce(max(position), 0) + 1 FROM bookmarks WHERE user_id = ?1",
                user["id"],
                kind,
                bookmarked_id,
            )
        return JSONResponse({"id": bookmark_id}, 201)

    async def plant_calendar(self, request: Request) -> Response:
        """A calendar beside the one that every account begins with."""
        fields = await read_fields(request)
        only(fields, "account", "name", "color")
        name, color = text(fields, "name"), text(fields, "color", FIRST_COLOR)
        database = self._site.database
        with database.transaction():
            account = database.row("SELECT id FROM accounts WHERE name = ?", text(fields, "account"))
            if account is None:
                raise NotFound
            calendar_id = insert_calendar(database, account["id"], name, self._site.clock.now(), color)
        return JSONResponse({"id": calendar_id}, 201)

    def _plant(
        self, page_id: int, widget_type: str, table: str, values: Mapping[str, Parameter]
    ) -> dict[str, Any]:
        database = self._site.database
        database.one("SELECT id FROM pages WHERE id = ?", page_id)
        names, marks = ", ".join(values), ", ?" * len(values)
        widget_id = database.insert(
            f"INSERT INTO {table} (page_id, {names}) VALUES (?{marks})",
            page_id,
            *values.values(),
        )
        return {"id": widget_id, "belonging_id": put_on_top(database, page_id, widget_type, widget_id)}
