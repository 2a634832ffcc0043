"""OpenRosa submissions: XML from any client -> Answers, and back."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from lxml import etree

from ._answers import Answers
from ._form import Form
from ._questions import MEDIA_TYPES
from ._xform import Element, attributes, elements, local


LARGEST = 5_000_000
DEEPEST = 30
MOST_ELEMENTS = 200_000
OPENROSA = "http://openrosa.org/xforms"
INSTANCE_ID = re.compile(r"^[A-Za-z][A-Za-z0-9+.\-]*:\S{1,240}$")
XML_TEXT = re.compile(
    r"^[\t\n\r\x20-\x7e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*$"
)


class NotASubmission(ValueError):
    """The XML is not a submission we take; the message says why, without any answer in it."""


class ForAnotherForm(NotASubmission):
    """The submission belongs to another form, or another version of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Submission:
    """One filled form. `attachments` are the file names its answers speak of.

    `unexpected` names answers that the form does not know; they are in `answers` all the same.
    """

    instance_id: str
    form_id: str
    version: str
    answers: Answers
    attachments: tuple[str, ...] = ()
    deprecated_id: str | None = None
    unexpected: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """Which form a submission is for: enough to look the form up."""

    form_id: str
    version: str


def submission_heading(xml: bytes) -> Heading:
    """Return form id and version of a submission; raise NotASubmission."""
    root = _read(xml)
    return Heading(form_id=_form_id(root), version=root.get("version", ""))


def parse_submission(xml: bytes, form: Form) -> Submission:
    """Return what a submission says; raise NotASubmission or ForAnotherForm."""
    root = _read(xml)
    if _form_id(root) != form.id:
        raise ForAnotherForm("The submission is for another form.")
    if root.get("version", "") != form.version:
        raise ForAnotherForm("The submission is for another version of the form.")
    reading = _Reading(kinds=_kinds(form))
    answers = reading.group(root, "", skip_meta=True)
    return Submission(
        instance_id=_instance_id(root),
        form_id=form.id,
        version=form.version,
        answers=answers,
        attachments=tuple(reading.attachments),
        deprecated_id=_meta(root).get("deprecatedID"),
        unexpected=tuple(dict.fromkeys(reading.unexpected)),
    )


def write_submission(
    answers: Answers, form: Form, *, instance_id: str, deprecated_id: str | None = None
) -> bytes:
    """Return the answers as OpenRosa XML in the form's own order.

    Raises NotASubmission when an answer has no place in the form, or holds a sign that
    XML cannot carry: nothing is left out quietly.
    """
    root = etree.Element(form.root, {"id": form.id, "version": form.version})
    _write_group(root, answers, form.compiled["nodes"], "")
    meta = etree.SubElement(root, f"{{{OPENROSA}}}meta", nsmap={"orx": OPENROSA})
    etree.SubElement(meta, f"{{{OPENROSA}}}instanceID").text = instance_id
    if deprecated_id:
        etree.SubElement(meta, f"{{{OPENROSA}}}deprecatedID").text = deprecated_id
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _read(xml: bytes) -> Element:
    if len(xml) > LARGEST:
        raise NotASubmission("The submission is larger than 5 MB without its files.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as why:
        # The parser's own words may quote the answers: they go no further.
        raise NotASubmission("The submission is not well-formed XML.") from why
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotASubmission(
            "The submission declares a document type, which is not taken."
        )
    _check_shape(root)
    if root.get("encrypted") == "yes":
        raise NotASubmission(
            "The submission is sealed in ODK's way; send it unsealed over TLS."
        )
    return root


def _check_shape(root: Element) -> None:
    """Refuse what is too deep, too much, or holds signs no person types."""
    waiting = [(root, 1)]
    count = 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        if depth > DEEPEST or count > MOST_ELEMENTS:
            raise NotASubmission(
                "The submission is nested too deeply or has too many parts."
            )
        if not isinstance(element.tag, str):
            raise NotASubmission("The submission holds an entity, which is not taken.")
        texts = (element.text or "", element.tail or "", *element.attrib.values())
        if any(_has_control(text) for text in texts):
            raise NotASubmission("The submission holds control characters.")
        waiting += [(child, depth + 1) for child in element]


def _has_control(text: str) -> bool:
    return any(
        unicodedata.category(sign) == "Cc" and sign not in "\n\r\t" for sign in text
    )


def _form_id(root: Element) -> str:
    form_id = root.get("id")
    if not form_id:
        raise NotASubmission("The submission does not say which form it is for.")
    return form_id


def _meta(root: Element) -> dict[str, str]:
    """Return the meta block, in whichever namespace it stands."""
    for child in elements(root):
        if local(child) == "meta":
            return {local(part): (part.text or "").strip() for part in elements(child)}
    return {}


def _instance_id(root: Element) -> str:
    found = _meta(root).get("instanceID") or root.get("instanceID", "")
    if not found:
        raise NotASubmission("The submission has no instanceID.")
    if len(found) > 249 or not INSTANCE_ID.match(found):
        raise NotASubmission("The instanceID is not of the kind uuid:….")
    return found


def _kinds(form: Form) -> dict[str, str]:
    """Return for each path below the root: group, repeat, or the question's type."""
    return {
        form.below_root(node): str(node.get("type", node["kind"]))
        for node in form.nodes()
    }


@dataclass(kw_only=True, slots=True)
class _Reading:
    kinds: dict[str, str]
    attachments: list[str]
    unexpected: list[str]

    def __init__(self, *, kinds: dict[str, str]) -> None:
        self.kinds = kinds
        self.attachments = []
        self.unexpected = []

    def group(self, parent: Element, above: str, *, skip_meta: bool = False) -> Answers:
        found: Answers = {}
        for child in elements(parent):
            name = local(child)
            path = f"{above}{name}"
            if (skip_meta and name == "meta") or _is_template(child):
                continue
            value = self.value(child, path)
            if self.kinds.get(path) == "repeat":
                found.setdefault(name, []).append(value)
            elif name in found:
                raise NotASubmission(f"The answer {path} is there twice.")
            else:
                found[name] = value
        return found

    def value(self, element: Element, path: str) -> Any:
        kind = self.kinds.get(path)
        if kind is None:
            self.unexpected.append(path)
        if kind in ("group", "repeat") or len(elements(element)):
            return self.group(element, f"{path}/")
        text = element.text or ""
        if kind in MEDIA_TYPES and text:
            if "/" in text or "\\" in text or text.startswith("."):
                raise NotASubmission(f"The answer {path} is not the name of a file.")
            self.attachments.append(text)
        return text


def _is_template(element: Element) -> bool:
    return any(name.endswith("}template") for name in attributes(element))


def _write_group(
    parent: Element, answers: Answers, nodes: list[dict[str, Any]], above: str
) -> None:
    known = {node["name"] for node in nodes}
    for name in answers:
        if name not in known:
            raise NotASubmission(f"The form has no question {above}{name}.")
    for node in nodes:
        if node["name"] in answers:
            _write_node(parent, answers[node["name"]], node, f"{above}{node['name']}")


def _write_node(parent: Element, value: Any, node: dict[str, Any], path: str) -> None:
    if node["kind"] == "question":
        etree.SubElement(parent, node["name"]).text = _writable(value, path) or None
        return
    wanted = list if node["kind"] == "repeat" else dict
    if not isinstance(value, wanted):
        raise NotASubmission(_SHAPE.format(path))
    entries: list[Any] = value if isinstance(value, list) else [value]
    for entry in entries:
        if not isinstance(entry, dict):
            raise NotASubmission(_SHAPE.format(path))
        element = etree.SubElement(parent, node["name"])
        _write_group(element, entry, node["children"], f"{path}/")


_SHAPE = "The answer {} does not have the shape of its question."


def _writable(value: Any, path: str) -> str:
    if not isinstance(value, str):
        raise NotASubmission(_SHAPE.format(path))
    if not XML_TEXT.match(value):
        raise NotASubmission(f"The answer {path} holds a sign that XML cannot carry.")
    return value
