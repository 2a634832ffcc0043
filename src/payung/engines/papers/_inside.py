"""Look into a Word file: refuse what a paper may not carry, leave out who wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import etree

from ._refusals import CarriesMore, NotADocument


MOST_BYTES = 300_000
MOST_UNPACKED = 8_000_000

MAIN = "word/document.xml"
_MAIN_TYPE = b"wordprocessingml.document.main+xml"
# What a paper is made of. Whatever Word adds besides is left out or refused.
_OURS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels"
    r"|word/(document|styles|settings|webSettings|fontTable|numbering"
    r"|footnotes|endnotes|header\d*|footer\d*|theme/theme\d*)\.xml"
    r"|word/_rels/(document|settings|header\d*|footer\d*)\.xml\.rels"
)
# Word adds these by itself; they say who wrote on which machine, or show a small picture.
_LEFT_OUT = re.compile(
    r"customXml/.*|docProps/.*"
    r"|word/(stylesWithEffects|people|commentsExtended|commentsIds|commentsExtensible"
    r"|documenttasks/.*)\.?.*"
)
_WHAT = (
    (re.compile(r"vbaProject|vbaData|\.bin$"), "a program (macro)"),
    (re.compile(r"embeddings/|activeX/|oleObject"), "an embedded object"),
    (re.compile(r"comments"), "comments, with the names of those who wrote them"),
    (re.compile(r"media/"), "a picture"),
    (re.compile(r"afchunk|altChunk|\.mht|\.html?$|\.rtf$"), "another document"),
)
# What could fetch, run or hold something else, by the name of its element.
_ELEMENTS = {
    "object": "an embedded object",
    "control": "an embedded object",
    "altChunk": "another document",
    "subDoc": "another document",
    "mailMerge": "a link to a list of addresses",
    "docVar": "hidden notes of a program",
    "imagedata": "a picture",
    "blip": "a picture",
}
_HARMLESS_CODES = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_OUTSIDE = re.compile(r"^[a-z][a-z0-9+.-]*:|^\\\\|^//", re.IGNORECASE)
# Marks by which two files of one machine can be told to belong together.
_SESSION = re.compile(
    rb"<w:rsids>.*?</w:rsids>| w:rsid\w*=\"[^\"]*\"| w14:(?:para|text)Id=\"[^\"]*\""
    rb"|<w1[45]:docId\b[^>]*/>",
    re.DOTALL,
)

_XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# What a filled paper says of itself: no author, no program, no moment.
BLANK_PROPERTIES: Mapping[str, bytes] = MappingProxyType(
    {
        "docProps/core.xml": _XML
        + b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/'
        b'2006/metadata/core-properties"/>',
    }
)

Parts = dict[str, bytes]


def parts_of(file: str, content: bytes) -> Parts:
    """Return the parts of a Word file by name; raise NotADocument."""
    if len(content) > MOST_BYTES:
        raise _not_one(file, f"has {len(content) // 1000} kB, and a paper has words.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _unpack(file, package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        raise _not_one(file, "cannot be opened.") from None


def refuse_what_it_carries(file: str, parts: Mapping[str, bytes]) -> None:
    """Raise NotADocument or CarriesMore unless the file holds words and nothing else."""
    if MAIN not in parts or "[Content_Types].xml" not in parts:
        raise _not_one(file, "is not a Word document.")
    if _MAIN_TYPE not in parts["[Content_Types].xml"]:
        raise CarriesMore(
            file,
            "-",
            "is a kind of document that can carry programs (.docm, .dotm, .dotx).",
            "Save it as a Word document (.docx).",
        )
    for name in parts:
        _refuse_part(file, name)
    for name, part in parts.items():
        _refuse_content(file, name, part)


def plain_parts(parts: Mapping[str, bytes]) -> Parts:
    """Return the parts without those left out, without marks of a writing session."""
    kept = {
        name: _SESSION.sub(b"", part) if name.endswith(".xml") else part
        for name, part in parts.items()
        if _OURS.fullmatch(name)
    }
    gone = [name for name in parts if name not in kept]
    for name in [name for name in kept if name.endswith(".rels")]:
        kept[name] = _without_links_to(gone, kept[name])
    kept["[Content_Types].xml"] = _without_types_of(gone, kept["[Content_Types].xml"])
    return kept


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a Word file of these parts; the same parts give the same bytes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            # A fixed day: when exactly a paper was made is nobody's business.
            named = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            named.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(named, BLANK_PROPERTIES.get(name, part))
    return kept.getvalue()


def _unpack(file: str, package: zipfile.ZipFile) -> Parts:
    if sum(item.file_size for item in package.infolist()) > MOST_UNPACKED:
        raise _not_one(file, "is far larger inside than outside.")
    return {
        item.filename: package.read(item)
        for item in package.infolist()
        if not item.is_dir()
    }


def _refuse_part(file: str, name: str) -> None:
    if _OURS.fullmatch(name) or _LEFT_OUT.fullmatch(name):
        return
    if name.endswith(".rels"):
        # What it belongs to is judged by its own name.
        return
    what = next((said for pattern, said in _WHAT if pattern.search(name)), "more")
    raise CarriesMore(
        file,
        name,
        f"carries {what}, and a paper has words only.",
        "Take it out in Word and save it again.",
    )


def _refuse_content(file: str, name: str, part: bytes) -> None:
    if _LEFT_OUT.fullmatch(name) or not name.endswith((".xml", ".rels")):
        return
    root = _parsed(file, name, part)
    if name.endswith(".rels"):
        _refuse_links(file, name, root)
    elif name.startswith("word/"):
        _refuse_elements(file, name, root)
        _refuse_codes(file, name, root)


def _parsed(file: str, name: str, part: bytes) -> etree._Element:
    try:
        root = etree.fromstring(part, _parser())
    except etree.XMLSyntaxError:
        raise _not_one(file, f"cannot be read ({name}).") from None
    # A file type of its own is how one small file is made to swell.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _not_one(file, f"says what it is made of in a way of its own ({name}).")
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True)


def _refuse_links(file: str, name: str, root: etree._Element) -> None:
    for link in root:
        target = str(link.get("Target", ""))
        outside = str(link.get("TargetMode", "")).casefold() == "external"
        if outside or _OUTSIDE.match(target):
            raise CarriesMore(
                file,
                name,
                f"is linked to something outside itself ({target[:60]}).",
                "Take the link out in Word, and save it again.",
            )


def _refuse_elements(file: str, name: str, root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        what = _ELEMENTS.get(etree.QName(element).localname)
        if what:
            raise CarriesMore(
                file,
                name,
                f"carries {what}, and a paper has words only.",
                "Take it out in Word and save it again.",
            )
        if any(etree.QName(key).localname == "author" for key in element.attrib):
            raise CarriesMore(
                file,
                name,
                "still carries tracked changes, with the name of who made them.",
                "Accept or reject all changes in Word, and save it again.",
            )


def _refuse_codes(file: str, name: str, root: etree._Element) -> None:
    for code in _codes(root):
        word = code.strip().partition(" ")[0].upper()
        if word and word not in _HARMLESS_CODES:
            raise CarriesMore(
                file,
                name,
                f"has the Word field '{word[:40]}', which can fetch or run something.",
                "Replace it by ordinary words; only page numbers may stay.",
            )


def _codes(root: etree._Element) -> Iterator[str]:
    """Yield the Word fields; one that is split over several runs is put together."""
    code = ""
    for element in root.iter(etree.Element):
        kind = etree.QName(element).localname
        given = {etree.QName(k).localname: str(v) for k, v in element.attrib.items()}
        if kind == "fldSimple":
            yield given.get("instr", "")
        elif kind == "instrText":
            code += element.text or ""
        elif kind == "fldChar" and given.get("fldCharType") == "begin":
            yield code
            code = ""
    yield code


def _without_links_to(gone: list[str], rels: bytes) -> bytes:
    root = etree.fromstring(rels, _parser())
    for link in list(root):
        target = str(link.get("Target", "")).removeprefix("/").removeprefix("../")
        if target and any(name.endswith(target) for name in gone):
            root.remove(link)
    return _written(root)


def _without_types_of(gone: list[str], types: bytes) -> bytes:
    root = etree.fromstring(types, _parser())
    for override in list(root):
        if str(override.get("PartName", "")).removeprefix("/") in gone:
            root.remove(override)
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return bytes(
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    )


def _not_one(file: str, sentence: str) -> NotADocument:
    return NotADocument(
        file, "-", sentence, "Save it in Word as a Word document (.docx)."
    )
