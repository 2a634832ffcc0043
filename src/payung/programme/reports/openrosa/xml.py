"""The three small documents of OpenRosa: list of forms, manifest, answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from lxml import etree


LIST = "http://openrosa.org/xforms/xformsList"
MANIFEST = "http://openrosa.org/xforms/xformsManifest"
RESPONSE = "http://openrosa.org/http/response"


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """One form of the list; `xform` are the very bytes that `address` gives."""

    form_id: str
    name: str
    version: str
    xform: bytes
    address: str


def form_list(forms: list[Listed]) -> bytes:
    """Return the list of forms, each with the digest of what will be downloaded."""
    root = _root(LIST, "xforms")
    for form in forms:
        one = etree.SubElement(root, f"{{{LIST}}}xform")
        told = {
            "formID": form.form_id,
            "name": form.name,
            "version": form.version,
            "hash": digest(form.xform),
            "downloadUrl": form.address,
        }
        for name, text in told.items():
            etree.SubElement(one, f"{{{LIST}}}{name}").text = text
    return _written(root)


def manifest() -> bytes:
    """Return the list of further files of a form: our forms need none."""
    return _written(_root(MANIFEST, "manifest"))


def answer(sentence: str, *, nature: str) -> bytes:
    """Return a sentence as the app shows it to the person."""
    root = _root(RESPONSE, "OpenRosaResponse")
    message = etree.SubElement(root, f"{{{RESPONSE}}}message", {"nature": nature})
    message.text = sentence
    return _written(root)


def digest(xform: bytes) -> str:
    """Return what the list calls the hash: md5 by OpenRosa's own rule, no secret."""
    return f"md5:{hashlib.md5(xform, usedforsecurity=False).hexdigest()}"


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _root(namespace: str, name: str) -> etree._Element:
    # Some apps read these by name only: the namespace has to be the default one.
    return etree.fromstring(f'<{name} xmlns="{namespace}"/>')
