"""A page shows what stands on it in order, and drops nothing."""

from collections.abc import Callable
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from backpack import (
    Attachment,
    Belonging,
    Email,
    Gallery,
    Image,
    List,
    Note,
    Page,
    Separator,
    UnknownWidget,
    WriteboardLink,
    show_email,
    show_page,
)
from backpack.reply import RawReply, read_reply
from backpack.widgets import Widget

AT = datetime(2005, 5, 14, 16, 39, 2, tzinfo=UTC)


def page_of(xml: str) -> Page:
    document = f"<response success='true'><page id='1' title='P'>{xml}</page></response>"
    return read_reply(show_page(1), RawReply(200, document.encode()))


def test_every_kind_of_widget_is_joined_to_its_document_in_order_of_position() -> None:
    kinds = ["Note", "List", "Separator", "Gallery", "Asset", "Email", "WriteboardLink", "Hologram"]
    placed = [
        f"<belonging id='{9 - place}'><position>{place}</position><widget type='{kind}' id='5'/></belonging>"
        for place, kind in enumerate(kinds, 1)
    ]
    page = page_of(
        "<belongings>" + "".join(reversed(placed)) + "</belongings>"
        "<emails><email id='5' subject='Hi' created_at='2005-05-14 16:39:02'>Yes</email></emails>"
        "<notes><note id='5' title='N' created_at='2005-05-14 16:39:02'>B</note></notes>"
        "<lists><list id='5' name='L'><items/></list></lists>"
        "<separators><separator id='5'>S</separator></separators>"
        "<galleries><gallery id='5' name='G'><images>"
        "<image id='6' file_name='f.jpg' gallery_id='5' description=''/></images></gallery></galleries>"
        "<attachments><attachment id='5' file_name='a.pdf'/></attachments>"
    )
    assert page.widgets == (
        Note(5, "N", "B", AT),
        List(5, "L"),
        Separator(5, "S"),
        Gallery(5, "G", (Image(6, "f.jpg", "", 5),)),
        Attachment(5, "a.pdf"),
        Email(5, "Hi", "Yes", AT),
        WriteboardLink(5),
        UnknownWidget("Hologram", 5),
    )


def test_a_widget_whose_document_is_missing_is_kept_by_kind_and_id(golden: Callable[[str], bytes]) -> None:
    page = page_of(
        "<belongings><belonging id='1'><position>1</position><widget type='Separator' id='7'/></belonging>"
        "</belongings><separators><separator id='8'>Other</separator></separators>"
    )
    assert page.widgets == (UnknownWidget("Separator", 7),)
    older = read_reply(show_page(1133), RawReply(200, golden("page")))
    assert UnknownWidget("Hologram", 5) in older.widgets
    assert WriteboardLink(31) in older.widgets


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["Note", "List", "Odd"]), st.integers(1, 5))))
def test_there_is_one_widget_for_each_belonging_in_its_order(
    belongings: list[tuple[int, str, int]],
) -> None:
    page = Page(
        id=1,
        title="P",
        email_address=None,
        belongings=tuple(Belonging(1, *belonging) for belonging in belongings),
        lists=(List(1, "a"), List(2, "b")),
        notes=(Note(2, "", "", AT),),
    )

    def kind_and_id(widget: Widget) -> tuple[str, int]:
        return (widget.kind if isinstance(widget, UnknownWidget) else type(widget).__name__), widget.id

    assert [kind_and_id(widget) for widget in page.widgets] == [(kind, id_) for _, kind, id_ in belongings]


def test_an_emails_subject_is_read_from_either_name() -> None:
    def email(attributes: str) -> Email:
        document = (
            f"<response success='true'><email id='5' created_at='2005-05-14 16:39:02' {attributes}>"
            "\n     Plain\n&lt;b&gt;</email></response>"
        )
        return read_reply(show_email(1, 5), RawReply(200, document.encode()))

    assert email("title='T'").subject == "T"
    assert email("subject='S'").subject == "S"
    assert email("subject='S' title='T'").subject == "S"
    assert email("title='T'").body == "\n     Plain\n<b>"
