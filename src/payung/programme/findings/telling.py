"""What stands beside the charts: three figures, and what is hidden, in words."""

from __future__ import annotations

from dataclasses import dataclass

from .drawings import count_of, total_of
from .publishing import Figures
from .wording import Wording


# Fewer notes than this say more about chance than about anything else.
TOO_FEW = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Tile:
    """A figure with the words above and below it."""

    label: str
    value: str
    second: str


def tiles(figures: Figures, say: Wording) -> tuple[Tile, ...]:
    """Return reports, the share of police, arrests, and how many saw a lawyer in a day."""
    notes = total_of(figures.tables["months"])
    police = count_of(figures.tables["months"], "all", "police")
    arrests = total_of(figures.tables["lawyer"])
    share = say("hidden")
    if notes and police is not None:
        share = say.share(police, notes)
    return (
        Tile(label=say("notes"), value=_said(notes, say), second=say("notes_second")),
        Tile(label=say("by_police"), value=share, second=say("by_police_second")),
        Tile(
            label=say("arrests"),
            value=_said(arrests, say),
            second=say("arrests_second"),
        ),
        Tile(
            label=say("lawyer"),
            value=_in_a_day(figures, say),
            second=say("wait.h24"),
        ),
    )


def _in_a_day(figures: Figures, say: Wording) -> str:
    """Return the share of arrests with a lawyer in 24 hours, from shown counts alone."""
    release = figures.tables["lawyer"]
    soon, later = count_of(release, "h3"), count_of(release, "h24")
    arrests = total_of(release)
    if soon is None or later is None or arrests is None:
        return say("hidden")
    return say.share(soon + later, arrests) or say.number(0)


def hidden_words(figures: Figures, say: Wording) -> tuple[str, ...]:
    """Return the sentences about what is kept back and what was joined."""
    rules = figures.tables["months"].rules
    gaps = {
        "smallest": say.number(rules.smallest),
        "number": say.number(figures.hidden),
    }
    said = [say("hidden_some" if figures.hidden else "hidden_none").format(**gaps)]
    # The rungs of publishing.LADDER: odd ones join months, the last two join areas.
    if figures.rung % 2:
        said.append(say("joined_quarters"))
    if figures.rung >= 2:
        said.append(say("joined_areas"))
    return tuple(said)


def too_few(figures: Figures) -> bool:
    """Return whether there is too little to draw."""
    return (total_of(figures.tables["months"]) or 0) < TOO_FEW


def _said(count: int | None, say: Wording) -> str:
    return say("hidden") if count is None else say.number(count)
