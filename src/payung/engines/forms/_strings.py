"""The texts of a form: one numbered list per language, each text once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ._xform import Element, XForm, elements, local


String = str | list[Any] | None
ITEXT = re.compile(r"""^\s*jr:itext\(\s*(?:'([^']*)'|"([^"]*)")\s*\)\s*$""")
CODE = re.compile(r"\(([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\)\s*$")
MEDIA = ("image", "audio", "video", "big-image")


def language_codes(names: list[str]) -> dict[str, str]:
    """Return for each language as written the code used in file names and pages.

    `English (en)` is `en`. Where two would share a code, both keep their written name.
    """
    codes = {}
    for name in names:
        match = CODE.search(name)
        codes[name] = match.group(1).lower() if match else name
    shared = {code for code in codes.values() if list(codes.values()).count(code) > 1}
    return {name: name if code in shared else code for name, code in codes.items()}


@dataclass(kw_only=True, slots=True)
class Strings:
    """Numbers texts as the compiler meets them; equal texts share a number."""

    xform: XForm
    parse: Callable[[str, str], Any]
    names: list[str] = field(default_factory=list)
    lists: dict[str, list[String]] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)

    def plain(self, text: str) -> int:
        """Return the number of a text that is the same in every language."""
        return self._number(dict.fromkeys(self.names, text))

    def of(self, element: Element | None, *, owner: str) -> int | None:
        """Return the number of a label or hint element's text; None when it has none."""
        if element is None:
            return None
        match = ITEXT.match(element.get("ref", ""))
        if match:
            return self.referenced(match.group(1) or match.group(2), owner=owner)
        text = self._parts(element, owner)
        return self._number(dict.fromkeys(self.names, text)) if text else None

    def message(self, attribute: str | None, *, owner: str) -> int | None:
        """Return the number of a message that stands in an attribute."""
        if not attribute:
            return None
        match = ITEXT.match(attribute)
        if match:
            return self.referenced(match.group(1) or match.group(2), owner=owner)
        return self.plain(attribute)

    def referenced(
        self, text_id: str, *, owner: str, form: str | None = None
    ) -> int | None:
        """Return the number of a translated text, or of one of its media forms."""
        found: dict[str, String] = {}
        for name in self.names:
            text = self.xform.texts.get(name, {}).get(text_id)
            for value in elements(text) if text is not None else []:
                if value.get("form") == form:
                    parts = self._parts(value, owner)
                    # jr://images/map.png: the scheme says only what the form says already.
                    is_file = form in MEDIA and isinstance(parts, str)
                    found[name] = str(parts).rpartition("/")[2] if is_file else parts
        if not any(found.values()):
            return None
        return self._number(found)

    def media(self, text_id: str, *, owner: str) -> dict[str, int]:
        """Return the numbers of a text's file names: image, audio, video."""
        numbers = {
            form: self.referenced(text_id, owner=owner, form=form) for form in MEDIA
        }
        return {form: number for form, number in numbers.items() if number is not None}

    def _number(self, by_language: dict[str, String]) -> int:
        key = json.dumps([by_language.get(name) for name in self.names])
        if key not in self.known:
            self.known[key] = len(self.known)
            for name in self.names:
                self.lists.setdefault(name, []).append(by_language.get(name))
        return self.known[key]

    def _parts(self, element: Element, owner: str) -> String:
        parts: list[Any] = [element.text or ""]
        for child in elements(element):
            if local(child) == "output":
                reference = child.get("value") or child.get("ref") or ""
                parts.append({"expr": self.parse(reference, owner)})
            parts.append(child.tail or "")
        if len(parts) == 1:
            text = str(parts[0]).strip()
            # A dash is how pyxform writes "no text in this language".
            return text if text and text != "-" else None
        parts[0] = parts[0].lstrip()
        parts[-1] = parts[-1].rstrip()
        return [part for part in parts if part != ""]
