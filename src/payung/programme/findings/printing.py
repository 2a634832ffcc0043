"""A brief as PDF: typst shapes Burmese, Bengali and Nepali, in charts too."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import resvg_py
import typst

from .brief import BriefPage
from .charts.svg import FILLS
from .drawings import Drawing


TEMPLATE = Path(__file__).parent / "brief.typ"
FONTS = Path("/usr/share/fonts/truetype/noto")
FILES = {
    "Noto Sans": "NotoSans",
    "Noto Sans Bengali": "NotoSansBengali",
    "Noto Sans Devanagari": "NotoSansDevanagari",
    "Noto Sans Myanmar": "NotoSansMyanmar",
}


class FontMissing(FileNotFoundError):
    """The letters of this language are not on this machine; says what to install."""


def font_files(face: str, folder: Path = FONTS) -> tuple[Path, ...]:
    """Return the files of a face and of Noto Sans; raise FontMissing."""
    names = dict.fromkeys((FILES[face], "NotoSans"))
    found = tuple(
        folder / f"{name}-{weight}.ttf"
        for name in names
        for weight in ("Regular", "Bold")
    )
    missing = [path.name for path in found if not path.exists()]
    if missing:
        raise FontMissing(
            f"The font {missing[0]} is not in {folder}. "
            "Install the package fonts-noto-core, then make the brief again."
        )
    return found


def pdf_of(page: BriefPage, *, folder: Path = FONTS) -> bytes:
    """Return a brief as PDF of two pages; raise FontMissing."""
    font_files(page.face, folder)
    # What lies in the folder for a moment is released already: no fact, no name.
    said = {"brief": json.dumps(_data(page), ensure_ascii=False)}
    return compiled(_sources(page, folder), folder=folder, said=said)


def compiled(
    sources: Mapping[str, bytes], *, folder: Path, said: Mapping[str, str]
) -> bytes:
    """Return the PDF of main.typ with what lies beside it and what it is told.

    `sources` lie open in a folder for a moment: give only what may leave anyway.
    """
    with tempfile.TemporaryDirectory() as root:
        for name, content in sources.items():
            (Path(root) / name).write_bytes(content)
        made: Any = typst.compile(
            Path(root) / "main.typ",
            root=Path(root),
            format="pdf",
            font_paths=[Path(folder)],
            ignore_system_fonts=True,
            sys_inputs=dict(said),
        )
    return bytes(made)


def _sources(page: BriefPage, folder: Path) -> dict[str, bytes]:
    """Return the template and the charts as pictures.

    Pictures, because typst sets the letters of an SVG too close in Nepali and Burmese
    (0.15.2, seen); resvg sets them right.
    """
    files = {"main.typ": TEMPLATE.read_bytes()}
    for name in ("kinds", "months", "areas"):
        chart: Drawing = getattr(page, name)
        if chart.svg:
            files[f"{name}.png"] = picture_of(chart.svg, page.face, folder)
    return files


def picture_of(svg: str, face: str, folder: Path = FONTS) -> bytes:
    """Return a drawing as PNG, with the letters of a face; raise FontMissing."""
    fonts = [str(path) for path in font_files(face, folder)]
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            font_files=fonts,
            # No other face may step in, and no clear edge may print grey.
            skip_system_fonts=True,
            background="#ffffff",
            zoom=4,
        )
    )


def _data(page: BriefPage) -> dict[str, object]:
    return {
        "file": f"{page.made_on:%Y-%m}",
        "language": page.language,
        "face": page.face,
        "title": page.title,
        "subtitle": page.subtitle,
        "tiles": [
            {"label": t.label, "value": t.value, "second": t.second} for t in page.tiles
        ],
        "kinds": _chart("kinds", page.kinds),
        "months": _chart("months", page.months),
        "areas": _chart("areas", page.areas),
        "map_height": 84 if page.language == "my" else 92,
        "ask_title": page.ask_title,
        "asks": list(page.asks),
        "hidden_title": page.hidden_title,
        "hidden": list(page.hidden),
        "made_title": page.made_title,
        "made": page.made,
        "contact": page.contact,
        "foot": page.foot,
        "made_on": page.made_on.isoformat(),
    }


def _chart(name: str, one: Drawing) -> dict[str, object]:
    return {
        "title": one.title,
        "how": one.how,
        "picture": f"{name}.png" if one.svg else "",
        "legend": [
            ["hatch" if shade == "hatch" else FILLS[shade], words]
            for shade, words in one.legend
        ],
        "notes": list(one.notes),
    }
