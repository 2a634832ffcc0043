"""What a form may hold and a page for filling it will not do: said when it is published."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ._compile import Compiled
from ._expressions import Fault
from ._lists import is_external, list_names
from ._questions import MEDIA_TYPES
from ._xform import XForm


Node = dict[str, Any]
PLACE = (
    "It asks the phone where it is, and that can betray a person.",
    "Ask for the district, and choose the kind of place from a list.",
)
WHO = (
    "It asks the phone who it is, and that can betray the person who reports.",
    "Leave the line out.",
)
TYPES: dict[str, tuple[str, str]] = {
    "geopoint": PLACE,
    "geotrace": PLACE,
    "geoshape": PLACE,
    "deviceid": WHO,
    "username": WHO,
    "phonenumber": WHO,
    "email": WHO,
    "barcode": ("Codes cannot be read with the camera.", "Ask for the code as text."),
    "external": (
        "Its choices lie in a further file.",
        "Write them on the choices sheet.",
    ),
}
ON_CHOICES = "choices"
DRAWN = {"draw", "signature", "annotate"}
CHOOSING = {"select_one", "select_multiple", "rank"}


def nodes_of(nodes: list[Node]) -> Iterator[Node]:
    """Yield every node below, groups before what is in them."""
    for node in nodes:
        yield node
        yield from nodes_of(node.get("children", []))


def refusals(xform: XForm, compiled: Compiled) -> tuple[Fault, ...]:
    """Return everything in the form that a page for filling would have to leave out."""
    found = [*compiled.faults, *_of_the_whole(xform)]
    named = list_names(xform).items()
    external = {path for path, name in named if is_external(xform, name)}
    for node in nodes_of(compiled.logic["nodes"]):
        found += _of_node(node, external)
    lists = compiled.logic["lists"].values()
    if any("media" in item for items in lists for item in items):
        found.append(_fault(ON_CHOICES, "media::image", *_MEDIA))
    return tuple(dict.fromkeys(found))


_MEDIA = (
    "A label shows a picture, sound or film.",
    "Say it in words and remove the file's name.",
)


def _fault(path: str, column: str, sentence: str, remedy: str) -> Fault:
    return Fault(path=path, column=column, sentence=sentence, remedy=remedy)


def _of_the_whole(xform: XForm) -> Iterator[Fault]:
    if xform.encrypted:
        yield _fault(
            "",
            "public_key",
            "The form seals its answers in ODK's way, which does not prove who sent them.",
            "Remove public_key from the settings; answers are sealed here in any case.",
        )
    if xform.entities:
        yield _fault(
            "",
            "entities",
            "The form keeps a list of entities.",
            "Remove the sheet called entities.",
        )
    for path, action in xform.actions:
        if action == "recordaudio":
            yield _fault(
                path,
                "type",
                "It records sound without a question.",
                "Ask for a recording with a question of type audio.",
            )
        else:
            yield _fault(path, "type", *PLACE)
    if f"/{_root(xform)}/meta/audit" in xform.binds:
        yield _fault(
            "",
            "type",
            "The form keeps a log of every touch.",
            "Leave the line audit out.",
        )


def _root(xform: XForm) -> str:
    return str(xform.root.tag).rpartition("}")[2]


def _of_node(node: Node, external: set[str]) -> Iterator[Fault]:
    path, kind = node["path"], node.get("type", "")
    words = set(node.get("appearance", "").split())
    if kind in TYPES:
        yield _fault(path, "type", *TYPES[kind])
    if "media" in node:
        yield _fault(path, "media::image", *_MEDIA)
    if kind in MEDIA_TYPES and words & DRAWN:
        yield _fault(
            path, "appearance", "Nothing can be drawn on.", "Ask for a photograph."
        )
    if any(word.startswith("ex:") for word in words):
        yield _fault(
            path,
            "appearance",
            "It opens another program.",
            "Remove the appearance that begins with ex:.",
        )
    if kind in CHOOSING:
        yield from _of_choices(node, external)


def _of_choices(node: Node, external: set[str]) -> Iterator[Fault]:
    path = node["path"]
    if "search(" in node.get("appearance", "") or path in external:
        yield _fault(path, "type", *TYPES["external"])
    elif "list" not in node:
        yield _fault(
            path,
            "type",
            "Its choices come from earlier answers.",
            "Write the choices on the choices sheet.",
        )
