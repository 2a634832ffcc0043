"""The typeface that Word takes for scripts that are not Latin."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from ._inside import parts_of
from ._refusals import NoFontForScript


FACES = {
    "bn": "Noto Sans Bengali",
    "my": "Noto Sans Myanmar",
    "ne": "Noto Sans Devanagari",
}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@lru_cache(maxsize=256)
def refuse_no_font(file: str, language: str, content: bytes) -> None:
    """Raise NoFontForScript where the styles name none for this language's letters."""
    wanted = FACES.get(language)
    if wanted is None:
        return
    found = _face(parts_of(file, content).get("word/styles.xml", b""))
    if found is None:
        raise NoFontForScript(
            file,
            "word/styles.xml",
            f"names no typeface for the letters of '{language}'.",
            f"Choose '{wanted}' as the complex-script font of the style Normal.",
        )


def _face(styles: bytes) -> str | None:
    """Return the complex-script typeface of ordinary text, or None."""
    if not styles:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(styles, parser)
    ordinary = [
        style
        for style in root.iter(f"{_W}style")
        if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") == "1"
    ]
    for place in (*ordinary, *root.iter(f"{_W}rPrDefault")):
        for fonts in place.iter(f"{_W}rFonts"):
            face = fonts.get(f"{_W}cs")
            if face:
                return str(face)
    return None
