"""Charts with their words and their table, each from one release."""

from __future__ import annotations

from dataclasses import dataclass

from payung.engines.disclosure import Release
from payung.engines.packs import CountryMap

from .charts import Bar, Column, Palette, draw_areas, draw_bars, draw_columns
from .counting import STAGES, UNKNOWN, WAITS, WHO
from .periods import quarter_of
from .publishing import Figures
from .wording import Wording


SHADES = {"police": "c1", "state": "m3", "client": "c2", "others": "c3"}
MAP_LEGEND = (("m1", 1, 19), ("m2", 20, 49), ("m3", 50, 99))
# More columns than this are too narrow for their words.
MOST_COLUMNS = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """A chart: title, how to read it, SVG, legend (shade, words), table with its head."""

    title: str
    how: str
    svg: str
    table: tuple[tuple[str, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()
    hidden: int = 0


def count_of(release: Release, *place: str) -> int | None:
    """Return what a release shows at a place; None where it hides it."""
    return release.shown.get(place)


def total_of(release: Release) -> int | None:
    """Return the total of a release, or None where it is hidden."""
    return count_of(release, *(d.total for d in release.dimensions))


def by_time(figures: Figures, say: Wording, palette: Palette | None = None) -> Drawing:
    """Return who did it over time: by month, or by quarter where months were joined."""
    release = figures.tables["months"]
    leaves = frozenset(release.dimensions[0].leaves())
    # In the order of time: a tree lists a lone month before those in quarters.
    months = [code for code in figures.period.months() if code in leaves]
    quarters = dict.fromkeys(quarter_of(code) for code in figures.period.months())
    when = (months or list(quarters))[-MOST_COLUMNS:]
    legend = tuple((SHADES[who], say(f"whos.{who}")) for who in WHO)
    title = say("who" if months else "who_quarters")
    columns = [
        Column(
            label=say.month(code),
            parts=tuple((SHADES[who], count_of(release, code, who)) for who in WHO),
        )
        for code in when
    ]
    table = [(say("month"), *(words for _, words in legend), say("all"))]
    for code in (*when, UNKNOWN):
        label = say("month_unknown") if code == UNKNOWN else say.month(code)
        cells = (count_of(release, code, who) for who in (*WHO, "all"))
        table.append((label, *(_said(cell, say) for cell in cells)))
    svg = draw_columns(
        columns,
        title=title,
        described=say("who_how"),
        number=say.number,
        palette=palette,
    )
    return Drawing(
        title=title,
        how=say("who_how"),
        svg=svg,
        table=tuple(table),
        legend=legend,
        hidden=len(release.hidden),
    )


def by_kind(figures: Figures, say: Wording, palette: Palette | None = None) -> Drawing:
    """Return what happened, the most frequent first, as a share of all reports."""
    release = figures.tables["kinds"]
    notes = total_of(figures.tables["months"])
    return _bars("kinds", "groups", release, notes, say, palette, ranked=True)


def by_stage(figures: Figures, say: Wording, palette: Palette | None = None) -> Drawing:
    """Return how far the reports of the period have come."""
    release = figures.tables["stages"]
    return _bars(
        "stages", "stage", release, total_of(release), say, palette, order=STAGES
    )


def by_wait(figures: Figures, say: Wording, palette: Palette | None = None) -> Drawing:
    """Return how soon a lawyer was reached, by bands of hours."""
    release = figures.tables["lawyer"]
    order = (*(code for code, _ in WAITS), "later", UNKNOWN)
    return _bars(
        "lawyer", "wait", release, total_of(release), say, palette, order=order
    )


def by_area(
    figures: Figures,
    outline: CountryMap | None,
    say: Wording,
    palette: Palette | None = None,
) -> Drawing:
    """Return where: a map of the finest areas, or only the table without outlines."""
    release = figures.tables["areas"]
    leaves = [code for code in release.dimensions[0].leaves() if ":" not in code]
    areas = {code: count_of(release, code) for code in leaves if code != UNKNOWN}
    order = [*areas, UNKNOWN]
    table = [(say("report_area"), say("number"))]
    table += [(say.area(code), _said(count_of(release, code), say)) for code in order]
    svg = ""
    if outline is not None:
        svg = draw_areas(
            outline,
            areas,
            {
                code: f"{row[0]}: {row[1]}"
                for code, row in zip(order, table[1:], strict=True)
            },
            title=say("areas"),
            described=say("areas_how"),
            palette=palette,
        )
    least = release.rules.smallest
    ranges = [
        (s, f"{say.number(max(a, least))}–{say.number(b)}") for s, a, b in MAP_LEGEND
    ]
    return Drawing(
        title=say("areas"),
        how=say("areas_how"),
        svg=svg,
        table=tuple(table),
        legend=(("m0", say.number(0)), *ranges, ("m4", f"{say.number(100)}+")),
        hidden=sum(count is None for count in areas.values()),
    )


def _bars(
    name: str,
    list_name: str,
    release: Release,
    whole: int | None,
    say: Wording,
    palette: Palette | None,
    *,
    order: tuple[str, ...] = (),
    ranked: bool = False,
) -> Drawing:
    labels = say.listed(list_name)
    codes = list(order or release.dimensions[0].leaves())
    if ranked:
        # Hidden ones stand last in a fixed order: their place must not tell their size.
        codes.sort(key=lambda code: -(count_of(release, code) or -1))
    bars = []
    for code in codes:
        count = count_of(release, code)
        share = say.share(count, whole) if count is not None and whole else ""
        bars.append(
            Bar(
                label=labels.get(code, code),
                count=count,
                said=_said(count, say),
                share=share,
            )
        )
    svg = draw_bars(
        bars,
        title=say(name),
        described=say(_how(name)),
        palette=palette,
        name=f"hatch-{name}",
        shade="c1" if ranked else "step",
    )
    table = [(say(name), say("number"), say("share"))]
    table += [(bar.label, bar.said, bar.share) for bar in bars]
    return Drawing(
        title=say(name),
        how=say(_how(name)),
        svg=svg,
        table=tuple(table),
        hidden=len(release.hidden),
    )


def _how(name: str) -> str:
    return f"{name}_how"


def _said(count: int | None, say: Wording) -> str:
    return say("hidden") if count is None else say.number(count)
