"""Write a REFI-QDA project (.qdpx): a zip of project.qde and the texts it speaks of.

Elements and their order follow the Project Exchange schema 1.0; places in a text count
Unicode characters from 0, the end not included. Nothing of a person stands in it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree as ET


SPACE = "urn:QDA-XML:project:1.0"
# Made from our own ids, so that two files of the same findings fit together and the
# ids of our rows stand in neither.
GUIDS = uuid5(NAMESPACE_URL, "urn:payung:refi-qda")
# A file says nothing of the moment at which it was made.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Code:
    """A subject as analysts know it."""

    code: str
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """A subject over characters `start` up to `end` of a text."""

    start: int
    end: int
    code: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One text with its subjects, as a whole and in places."""

    id: UUID
    name: str
    text: str = field(repr=False)
    codes: tuple[str, ...] = ()
    selections: tuple[Selection, ...] = ()


def qdpx(*, name: str, codes: Iterable[Code], sources: Iterable[Source]) -> bytes:
    """Return the bytes of a project file."""
    texts = tuple(sources)
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "project.qde", _project(name, tuple(codes), texts))
        for one in texts:
            _put(archive, f"sources/{_file(one)}", one.text.encode())
    return into.getvalue()


def _project(name: str, codes: tuple[Code, ...], sources: tuple[Source, ...]) -> bytes:
    user = _guid("user", "team")
    root = ET.Element(
        "Project",
        {"xmlns": SPACE, "name": name, "origin": "Payung", "creatingUserGUID": user},
    )
    users = ET.SubElement(root, "Users")
    ET.SubElement(users, "User", {"guid": user, "name": "Team"})
    book = ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes")
    for one in codes:
        about = {"guid": _guid("code", one.code), "name": one.label}
        ET.SubElement(book, "Code", about | {"isCodable": "true"})
    if sources:
        held = ET.SubElement(root, "Sources")
        for source in sources:
            _source(held, source, user)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _source(parent: ET.Element, source: Source, user: str) -> None:
    about = {
        "guid": _guid("source", source.id),
        "name": source.name,
        "plainTextPath": f"internal://{_file(source)}",
        "creatingUser": user,
    }
    element = ET.SubElement(parent, "TextSource", about)
    for number, one in enumerate(source.selections):
        _selection(element, source, number, one, user)
    for code in source.codes:
        _coding(element, _guid("whole", source.id, code), code, user)


def _selection(
    parent: ET.Element, source: Source, number: int, one: Selection, user: str
) -> None:
    about = {
        "guid": _guid("place", source.id, number),
        "name": f"{one.start}-{one.end}",
        "startPosition": str(one.start),
        "endPosition": str(one.end),
        "creatingUser": user,
    }
    element = ET.SubElement(parent, "PlainTextSelection", about)
    _coding(element, _guid("coding", source.id, number), one.code, user)


def _coding(parent: ET.Element, guid: str, code: str, user: str) -> None:
    coding = ET.SubElement(parent, "Coding", {"guid": guid, "creatingUser": user})
    ET.SubElement(coding, "CodeRef", {"targetGUID": _guid("code", code)})


def _file(source: Source) -> str:
    return f"{_guid('text', source.id)}.txt"


def _guid(*parts: object) -> str:
    return str(uuid5(GUIDS, " ".join(str(part) for part in parts)))


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, NO_MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)
