"""A brief as a Word file: words that can be changed, charts as pictures."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, RichText

from .brief import BriefPage
from .charts.svg import FILLS
from .drawings import Drawing
from .printing import FONTS, picture_of


TEMPLATE = Path(__file__).parent / "brief_template.docx"


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
    _name_nobody(document, page)
    kept = io.BytesIO()
    document.save(kept)
    return _in_script(kept.getvalue(), page)


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


def _name_nobody(document: DocxTemplate, page: BriefPage) -> None:
    about = document.docx.core_properties
    day = datetime(page.made_on.year, page.made_on.month, page.made_on.day, tzinfo=UTC)
    about.author = about.last_modified_by = about.comments = ""
    about.title = f"{page.made_on:%Y-%m}"
    about.created = about.modified = day


def _in_script(docx: bytes, page: BriefPage) -> bytes:
    """Set the typeface and language that Word takes for scripts that are not Latin."""
    before = zipfile.ZipFile(io.BytesIO(docx))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after:
        for item in before.infolist():
            content = before.read(item)
            if item.filename in {"word/styles.xml", "word/document.xml"}:
                text = content.decode().replace("FACE", page.face)
                text = re.sub(r'w:bidi="[^"]*"', f'w:bidi="{page.language}"', text)
                content = text.encode()
            # A fixed day: when exactly a file was made is nobody's business.
            named = zipfile.ZipInfo(item.filename, (1980, 1, 1, 0, 0, 0))
            named.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(named, content)
    return kept.getvalue()
