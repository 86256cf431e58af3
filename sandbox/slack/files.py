"""Files that the app uploads: announced first, then sent, then shared ("Uploading files")."""

import mimetypes
import secrets
from dataclasses import dataclass, field
from typing import Any

from .errors import SlackError
from .ids import new_id
from .seed import BOT_USER_ID, TEAM_ID

# What a browser shows by itself and cannot be told to run.
SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp")


@dataclass
class File:
    """One file; it has no content before it is sent."""

    name: str
    length: int
    alt_text: str
    created: int
    id: str = field(default_factory=lambda: new_id("F"))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    """In the address to which its content goes."""
    title: str = ""
    content: bytes | None = None

    @property
    def mimetype(self) -> str:
        """As its name tells it."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def path(self) -> str:
        """Where it can be seen."""
        return f"/files-pri/{TEAM_ID}-{self.id}/{self.name}"

    def as_slack(self, url: str) -> dict[str, Any]:
        """The file object."""
        extension = self.name.rpartition(".")[2].lower()
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.mimetype,
            "filetype": extension,
            "pretty_type": extension.upper(),
            "user": BOT_USER_ID,
            "user_team": TEAM_ID,
            "editable": False,
            "size": self.length,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": True,
            "url_private": url + self.path,
            "url_private_download": url + self.path,
            "alt_txt": self.alt_text,
        }


class FileStore:
    """All files, by id and by where their content goes."""

    def __init__(self) -> None:
        self._files: dict[str, File] = {}

    def announce(self, file: File) -> None:
        """Expect a file."""
        self._files[file.id] = file

    def expected(self, secret: str) -> File:
        """The file that is still to come to that address.

        :raises SlackError: file_not_found
        """
        for file in self._files.values():
            if secrets.compare_digest(file.secret.encode(), secret.encode()) and file.content is None:
                return file
        raise SlackError("file_not_found")

    def find(self, file_id: str) -> File:
        """A file whose content is there.

        :raises SlackError: file_not_found
        """
        file = self._files.get(file_id)
        if file is None or file.content is None:
            raise SlackError("file_not_found")
        return file
