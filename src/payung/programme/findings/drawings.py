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
    """A chart: title, how to read it, SVG, legend (shade, words), table with its head.

    `hatch` is the id of the pattern that the shade "hatch" of the legend refers to;
    `notes` are sentences below: what is hidden, and what no map shows.
    """

    title: str
    how: str
    svg: str
    table: tuple[tuple[str, ...], ...]
    legend: tuple[tuple[str, str], ...] = ()
    hidden: int = 0
    hatch: str = ""
    notes: tuple[str, ...] = ()


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
    joined = any(quarter_of(code) in leaves for code in figures.period.months())
    quarters = (quarter_of(code) for code in figures.period.months())
    mixed = [*months, *(code for code in dict.fromkeys(quarters) if code in leaves)]
    when = sorted(mixed, key=_in_time)[-MOST_COLUMNS:]
    legend = tuple((SHADES[who], say(f"whos.{who}")) for who in WHO)
    hidden = any(count_of(release, code, who) is None for code in when for who in WHO)
    title = say("who_quarters" if joined else "who")
    columns = [
        Column(
            label=_when(code, figures, say),
            parts=tuple((SHADES[who], count_of(release, code, who)) for who in WHO),
        )
        for code in when
    ]
    table = [(say("month"), *(words for _, words in legend), say("all"))]
    for code in (*when, UNKNOWN):
        label = say("month_unknown") if code == UNKNOWN else _when(code, figures, say)
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
        legend=_with_hatch(legend, say) if hidden else legend,
        hidden=len(release.hidden),
        hatch="hatch-columns",
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


def by_wait(
    figures: Figures, who: str, say: Wording, palette: Palette | None = None
) -> Drawing:
    """Return how soon somebody ("lawyer" or "judge") was reached, by bands of hours."""
    release = figures.tables[who]
    order = (*(code for code, _ in WAITS), "later", UNKNOWN)
    return _bars(who, "wait", release, total_of(release), say, palette, order=order)


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
    hidden = sum(count is None for count in areas.values())
    legend = (("m0", say.number(0)), *ranges, ("m4", f"{say.number(100)}+"))
    drawn = outline.paths if outline else {}
    beside = [
        row for code, row in zip(order, table[1:], strict=True) if code not in drawn
    ]
    return Drawing(
        title=say("areas"),
        how=say("areas_how"),
        svg=svg,
        table=tuple(table),
        legend=(_with_hatch(legend, say) if hidden else legend) if svg else (),
        hidden=hidden,
        hatch="hatch-areas",
        notes=_area_notes(hidden, beside, say),
    )


def _area_notes(
    hidden: int, beside: list[tuple[str, str]], say: Wording
) -> tuple[str, ...]:
    """Return how many areas are hidden, and the counts that the map has no place for."""
    notes = []
    if hidden:
        notes.append(say("areas_hidden").format(number=say.number(hidden)))
    told = [f"{name} {number}" for name, number in beside if number != say.number(0)]
    if told:
        notes.append(say("not_drawn").format(areas=", ".join(told)))
    return tuple(notes)


def _with_hatch(
    legend: tuple[tuple[str, str], ...], say: Wording
) -> tuple[tuple[str, str], ...]:
    return (*legend, ("hatch", say("hidden")))


def _when(code: str, figures: Figures, say: Wording) -> str:
    """Return a month, or the first and last month of a quarter in the period."""
    months = [m for m in figures.period.months() if code in (m, quarter_of(m))]
    names = [say.month(months[0]), say.month(months[-1])]
    return "–".join(dict.fromkeys(names))


def _in_time(code: str) -> str:
    """Return what sorts months and quarters together: the quarter, then the month."""
    return code if "Q" in code else f"{quarter_of(code)} {code}"


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
    return "lawyer_how" if name == "judge" else f"{name}_how"


def _said(count: int | None, say: Wording) -> str:
    return say("hidden") if count is None else say.number(count)
