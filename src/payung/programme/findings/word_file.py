"""A brief as a Word file: words that can be changed, charts as pictures."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, RichText

from .brief import BriefPage
from .charts.svg import FILLS
from .drawings import Drawing
from .printing import FONTS, picture_of


TEMPLATE = Path(__file__).parent / "brief_template.docx"
# Only tags are looked into: people may write anything, "FACE" too.
_FONTS = re.compile(r"<w:rFonts[^>]*>")
_LANGUAGE = re.compile(r"<w:lang[^>]*>")
_BIDI = re.compile(r'w:bidi="[^"]*"')


def word_of(page: BriefPage, *, folder: Path = FONTS) -> bytes:
    """Return a brief as .docx; raise FontMissing."""
    document = DocxTemplate(TEMPLATE)
    words = {
        name: getattr(page, name)
        for name in (
            "title",
            "subtitle",
            "tiles",
            "ask_title",
            "asks",
            "hidden_title",
            "hidden",
            "made_title",
            "made",
            "contact",
            "foot",
        )
    }
    charts = {
        name: _chart(document, getattr(page, name), page.face, folder, height)
        for name, height in heights_in(page.language).items()
    }
    # Whatever people wrote is text, never markup.
    document.render({**words, **charts}, autoescape=True)
    name_nobody(document, page.made_on)
    kept = io.BytesIO()
    document.save(kept)
    return in_script(kept.getvalue(), face=page.face, language=page.language)


def heights_in(language: str) -> dict[str, int]:
    """Return the heights of the charts in mm; Burmese lines leave them less room."""
    if language == "my":
        return {"kinds": 76, "months": 50, "areas": 60}
    return {"kinds": 88, "months": 60, "areas": 84}


def _chart(
    document: DocxTemplate, one: Drawing, face: str, folder: Path, height: int
) -> dict[str, Any]:
    picture: Any = ""
    if one.svg:
        png = picture_of(one.svg, face, folder)
        picture = InlineImage(document, io.BytesIO(png), height=Mm(height))
    return {
        "title": one.title,
        "how": one.how,
        "picture": picture,
        "legend": _legend(one),
        "notes": one.notes,
    }


def _legend(one: Drawing) -> RichText:
    """Return the legend: a square in the colour of the drawing before each word."""
    said = RichText()
    for shade, words in one.legend:
        if shade == "hatch":
            said.add("▨ ", color=FILLS["text"].lstrip("#"))
        else:
            said.add("■ ", color=FILLS[shade].lstrip("#"))
        said.add(f"{words}    ")
    return said


def name_nobody(document: DocxTemplate, made_on: date) -> None:
    """Leave in the properties of a Word file no more than its month and day."""
    about = document.docx.core_properties
    day = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
    about.author = about.last_modified_by = about.comments = ""
    about.title = f"{made_on:%Y-%m}"
    about.created = about.modified = day


def in_script(docx: bytes, *, face: str, language: str) -> bytes:
    """Return a Word file with the typeface and language of scripts that are not Latin.

    The template says FACE where a typeface goes. The same words give the same bytes.
    """
    before = zipfile.ZipFile(io.BytesIO(docx))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after:
        for item in before.infolist():
            content = before.read(item)
            if item.filename in {"word/styles.xml", "word/document.xml"}:
                text = _FONTS.sub(
                    lambda tag: tag[0].replace('"FACE"', f'"{face}"'), content.decode()
                )
                text = _LANGUAGE.sub(
                    lambda tag: _BIDI.sub(f'w:bidi="{language}"', tag[0]), text
                )
                content = text.encode()
            # A fixed day: when exactly a file was made is nobody's business.
            named = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            named.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(named, content)
    return kept.getvalue()
