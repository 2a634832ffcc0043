"""The brief: two pages for somebody who decides, from a release and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from payung.engines.disclosure import Release
from payung.engines.packs import CountryMap

from .charts import INK, Palette
from .drawings import Drawing, by_area, by_kind, by_time
from .publishing import Figures
from .telling import Tile, hidden_words, tiles
from .wording import Wording


FACES = {
    "bn": "Noto Sans Bengali",
    "my": "Noto Sans Myanmar",
    "ne": "Noto Sans Devanagari",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class BriefPage:
    """All that stands in a brief, in words ready to print."""

    language: str
    face: str
    title: str
    subtitle: str
    tiles: tuple[Tile, ...]
    kinds: Drawing
    months: Drawing
    areas: Drawing
    ask_title: str
    asks: tuple[str, ...]
    hidden_title: str
    hidden: tuple[str, ...]
    made_title: str
    made: str
    contact: str
    foot: str
    made_on: date


def brief(
    figures: Figures,
    say: Wording,
    *,
    country: str,
    outline: CountryMap | None,
    asks: Sequence[str],
    made_on: date,
) -> BriefPage:
    """Return the brief of released figures; raise TypeError for anything else."""
    # mypy refuses Counts here; this refuses them where nobody ran mypy.
    if not isinstance(figures, Figures):
        raise TypeError("A brief is made of released figures.")
    face = FACES.get(say.language, "Noto Sans")
    ink: Palette = INK(f"{face}, Noto Sans")
    return BriefPage(
        language=say.language,
        face=face,
        title=say("title"),
        subtitle=f"{country} · {say.span(figures.period)}",
        tiles=tiles(figures, say)[:3],
        kinds=by_kind(figures, say, ink),
        months=by_time(figures, say, ink),
        areas=by_area(figures, outline, say, ink),
        ask_title=say("ask"),
        asks=tuple(asks),
        hidden_title=say("hidden_title"),
        hidden=hidden_words(figures, say),
        made_title=say("made_title"),
        made=say("made"),
        contact=f"{say('contact')}: ",
        foot=f"{say('made_on')} {say.day(made_on)} · {say('digest')}: "
        f"{digest_of(figures.tables)[:16]}",
        made_on=made_on,
    )


def digest_of(tables: Mapping[str, Release]) -> str:
    """Return one SHA-256 over the digests of the releases, by name of table."""
    parts = "".join(f"{name} {tables[name].digest}\n" for name in sorted(tables))
    return hashlib.sha256(parts.encode()).hexdigest()
