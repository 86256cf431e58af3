"""The shape of a document: which elements, in which, with which attributes and kinds of value."""

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring


def shape(document: bytes) -> set[str]:
    """Paths of its elements and attributes. How often one occurs, in which order and with which text does
    not matter; the values of `type` and `nil` do, being shape themselves.

    >>> sorted(shape(b"<lists><list id='1'><id type='integer'>1</id></list><list id='2'/></lists>"))
    ['/lists', '/lists/list', '/lists/list/id', '/lists/list/id@type=integer', '/lists/list@id']
    """
    return _shape(fromstring(document), "") if document else set()


def _shape(element: Element, above: str) -> set[str]:
    here = f"{above}/{element.tag}"
    paths = {here}
    for name, value in element.attrib.items():
        paths.add(f"{here}@{name}={value}" if name in {"type", "nil"} else f"{here}@{name}")
    for child in element:
        paths |= _shape(child, here)
    return paths
