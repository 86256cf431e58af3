"""API: Status."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.sandbox.backpackit.conftest import Backpack


def test_ones_own_status_is_set_without_a_body_in_reply(backpack: Backpack) -> None:
    path = f"/users/{backpack.user.id}/status.xml"

    answer = backpack.rest("PUT", path, "<status><message>At lunch &amp; back at 1</message></status>")

    assert (answer.status, answer.body) == (200, b"")
    shown = backpack.rest("GET", path)
    status_id = shown.xml.findtext("id")
    assert shown.body.decode().splitlines()[1] == (
        f'<status><id type="integer">{status_id}</id><message>At lunch &amp; back at 1</message>'
        '<updated-at type="datetime">2025-06-16T12:00:00Z</updated-at>'
        f'<user-id type="integer">{backpack.user.id}</user-id></status>'
    )


def test_a_status_keeps_its_id_when_it_changes(backpack: Backpack) -> None:
    path = f"/users/{backpack.user.id}/status.xml"
    ids = set()
    for message in ("one", "two"):
        backpack.rest("PUT", path, f"<request><status><message>{message}</message></status></request>")
        ids.add(backpack.rest("GET", path).xml.findtext("id"))

    assert len(ids) == 1
    assert backpack.rest("GET", path).xml.findtext("message") == "two"


def test_the_list_leaves_out_who_never_set_one(backpack: Backpack) -> None:
    theirs = f"/users/{backpack.colleague.id}/status.xml"
    backpack.rest("PUT", theirs, "<status><message>Out</message></status>", user=backpack.colleague)

    statuses = backpack.rest("GET", "/statuses.xml").xml

    assert statuses.attrib == {"type": "array"}
    (status,) = statuses
    assert [child.tag for child in status] == ["id", "message", "updated-at", "user-id", "user"]
    assert status.findtext("user/name") == "Tomás Rivera"
    assert status.findtext("user/id") == str(backpack.colleague.id)


def test_a_status_never_set_or_of_a_stranger_is_404_without_an_envelope(
    backpack: Backpack, elsewhere: Backpack
) -> None:
    for user_id in (backpack.user.id, elsewhere.user.id, 999_999):
        answer = backpack.rest("GET", f"/users/{user_id}/status.xml")
        assert (answer.status, answer.body) == (404, b"")


def test_somebody_elses_status_is_refused_with_403(backpack: Backpack) -> None:
    path = f"/users/{backpack.colleague.id}/status.xml"

    answer = backpack.rest("PUT", path, "<status><message>x</message></status>")

    assert (answer.status, answer.body) == (403, b"")
    assert backpack.rest("GET", path).status == 404, "nothing was written"


def test_an_empty_message_is_an_absent_one(backpack: Backpack) -> None:
    path = f"/users/{backpack.user.id}/status.xml"

    assert backpack.rest("PUT", path, "<status><message></message></status>").status == 422
