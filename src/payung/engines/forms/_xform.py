"""The XForm that pyxform wrote, taken apart: instance, binds, controls, texts."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree


JR = "{http://openrosa.org/javarosa}"
ODK = "{http://www.opendatakit.org/xforms}"
ENTITIES = "{http://www.opendatakit.org/xforms/entities}"
Element = etree._Element


@dataclass(frozen=True, kw_only=True, slots=True)
class SetValue:
    """One `setvalue`: on which event, by which question's control, what is set to what."""

    trigger: str
    events: tuple[str, ...]
    target: str
    value: str


@dataclass(kw_only=True, slots=True)
class XForm:
    """The parts of one XForm, by absolute path where they belong to a question."""

    root: Element
    binds: dict[str, Element] = field(default_factory=dict)
    controls: dict[str, Element] = field(default_factory=dict)
    repeats: dict[str, Element] = field(default_factory=dict)
    instances: dict[str, Element] = field(default_factory=dict)
    texts: dict[str, dict[str, Element]] = field(default_factory=dict)
    default_language: str = ""
    set_values: list[SetValue] = field(default_factory=list)
    actions: list[tuple[str, str]] = field(default_factory=list)
    encrypted: bool = False
    entities: bool = False
    title: str = ""


def local(element: Element) -> str:
    """Return a tag without its namespace."""
    return str(element.tag).rpartition("}")[2]


def elements(parent: Element) -> list[Element]:
    """Return the child elements; comments were left out when the document was read."""
    return list(parent)


def attributes(element: Element) -> dict[str, str]:
    """Return the attributes, each name with its namespace in braces."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def read_xform(xml: bytes) -> XForm:
    """Return the parts of an XForm document as pyxform writes it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True
    )
    document = etree.fromstring(xml, parser)
    head, body = elements(document)[:2]
    model = next(child for child in elements(head) if local(child) == "model")
    found = XForm(root=_primary(model))
    found.title = next(
        (c.text or "" for c in elements(head) if local(c) == "title"), ""
    )
    found.entities = any(name.startswith(ENTITIES) for name in attributes(model))
    for child in elements(model):
        _read_model_part(found, child)
    for child in elements(body):
        _read_control(found, child)
    return found


def _primary(model: Element) -> Element:
    instance = next(child for child in elements(model) if local(child) == "instance")
    return elements(instance)[0]


def _read_model_part(found: XForm, part: Element) -> None:
    kind = local(part)
    if kind == "bind":
        found.binds[part.get("nodeset", "")] = part
    elif kind == "instance" and part.get("id"):
        found.instances[part.get("id", "")] = part
    elif kind == "itext":
        for translation in elements(part):
            _read_translation(found, translation)
    elif kind == "submission":
        found.encrypted = bool(part.get("base64RsaPublicKey"))
    else:
        _read_action(found, part, trigger="")


def _read_translation(found: XForm, translation: Element) -> None:
    language = translation.get("lang", "default")
    if translation.get("default"):
        found.default_language = language
    found.texts[language] = {text.get("id", ""): text for text in elements(translation)}


def _read_action(found: XForm, part: Element, *, trigger: str) -> None:
    kind = local(part)
    if kind == "setvalue":
        found.set_values.append(
            SetValue(
                trigger=trigger,
                events=tuple(part.get("event", "").split()),
                target=part.get("ref", ""),
                value=part.get("value") or (f"'{part.text}'" if part.text else ""),
            )
        )
    elif kind in ("setgeopoint", "recordaudio"):
        found.actions.append((part.get("ref", ""), kind))


def _read_control(found: XForm, control: Element) -> None:
    path = control.get("ref") or control.get("nodeset") or control.get("bind") or ""
    if local(control) == "repeat":
        found.repeats[path] = control
    elif path:
        found.controls[path] = control
    for child in elements(control):
        if local(child) in ("setvalue", "setgeopoint", "recordaudio"):
            _read_action(found, child, trigger=path)
        elif child.get("ref") and local(child) in ("label", "hint", "value"):
            continue
        elif local(child) not in ("item", "itemset", "label", "hint"):
            _read_control(found, child)
