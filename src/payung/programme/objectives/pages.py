"""What the pages of objectives show, made of what the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines.indicators import (
    Frequency,
    Length,
    Objective,
    Period,
    Sheet,
    Standing,
    parse_period,
    period_at,
)
from payung.programme.people.actors import Actor
from payung.programme.places.month_words import said_short
from payung.programme.places.packs import pack_of

from .changes import revisions_of
from .dividing import divided
from .drawing import draw, point_of
from .models import Baseline, IndicatorSnapshot, Narrative
from .period_words import SHOWN_PERIODS, period_words
from .queries.registry import is_recorded
from .reference_sheets import all_sheets, sheets_under
from .revisions import lock_words, revision_of
from .seeing import Seen, Sight, may_see, see
from .tile_drawing import bars_of, draw_bars
from .why_no_number import why_never
from .wording import (
    complete_words,
    made_of,
    objective_words,
    standing_words,
    target_words,
    value_words,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tile:
    """One objective at a glance; `complete` in percent, None where nothing is waited for."""

    objective: str
    url: str
    name: str
    about: str
    computed: int
    indicators: int
    reached: int
    aimed: int
    bars: SafeString
    complete: int | None
    is_quiet: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One indicator in a list."""

    url: str
    name: str
    value: str
    second: str
    complete: str
    pill: str
    pill_kind: str
    aimed: str
    is_final: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What somebody wrote to a number."""

    row: Narrative
    period: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Before:
    """What a number was before the work began, in words, and where that is known from."""

    value: str
    period: str
    source: str


def usual_period(country: str, *, at: datetime) -> Period:
    """Return the last quarter of which something was computed, or the one that runs."""
    now = period_at(at, Length.QUARTER, pack_of(country).zone())
    there = set(
        IndicatorSnapshot.objects.filter(country=country)
        .order_by()
        .values_list("period", flat=True)
        .distinct()
    )
    for back in range(SHOWN_PERIODS):
        if str(now.shifted(-back)) in there:
            return now.shifted(-back)
    return now


def tiles(actor: Actor, period: Period) -> list[Tile]:
    """Return a tile for each objective, and one for operations."""
    seen = see(actor, all_sheets(), [period])
    return [_tile(objective, seen, period) for objective in Objective]


def lines(actor: Actor, objective: Objective, period: Period) -> list[Line]:
    """Return the indicators of one objective as this reader sees them."""
    sheets = sheets_under(objective)
    seen = see(actor, sheets, [period])
    return [_line(seen[sheet.code, str(period)]) for sheet in sheets]


def indicator_page(actor: Actor, sheet: Sheet, period: Period) -> dict[str, object]:
    """Return everything on the page of one indicator."""
    spans = [period.shifted(-back) for back in reversed(range(SHOWN_PERIODS))]
    seen = see(actor, [sheet], spans)
    history = [seen[sheet.code, str(span)] for span in spans]
    now = history[-1]
    rows = _rows(actor, sheet, spans)
    return {
        "sheet": sheet,
        "name": name_of(sheet),
        "now": _line(now),
        "now_row": now.row,
        "made_of": made_of(now.value, sheet.unit),
        "why_not": why_not(now),
        "svg": _chart(sheet, history),
        "table": _table(sheet, history),
        "divided": divided(actor, sheet, period, now),
        "locks": lock_words(actor.country, period),
        "changes": [
            revision_of(change, sheet, zone=pack_of(actor.country).zone())
            for change in revisions_of([row for row in rows if not row.part])
        ],
        "words": _words(rows),
        "baseline": _baseline(actor, sheet),
        "why_never": why_never(sheet.code),
    }


def name_of(sheet: Sheet) -> str:
    """Return the name of an indicator in the reader's language."""
    return sheet.name.get(get_language() or "en") or sheet.name["en"]


def why_not(seen: Seen) -> str:
    """Return why a reader sees no number, or nothing where she does."""
    if seen.sight in {Sight.SHOWN, Sight.RELEASED}:
        return ""
    return {
        Sight.NOT_TAKEN: _("It has not been computed for this period yet."),
        Sight.NOT_FOR_HER: _("This number stays with the team that works there."),
        Sight.KEPT_BACK: _(
            "This number is kept back: it is too small, or the quarter is not final yet."
        ),
    }[seen.sight]


def _tile(
    objective: Objective, seen: dict[tuple[str, str], Seen], period: Period
) -> Tile:
    mine = [seen[sheet.code, str(period)] for sheet in sheets_under(objective)]
    name, about = objective_words(objective)
    aimed = [one for one in mine if one.target is not None and one.has_number]
    reached = sum(one.standing is Standing.REACHED for one in aimed)
    said = _("%(reached)s of %(aimed)s reached") % {
        "reached": reached,
        "aimed": len(aimed),
    }
    return Tile(
        objective=objective.value,
        url=f"{reverse('objective', args=[objective.value])}?period={period}",
        name=name,
        about=about,
        computed=sum(one.has_number for one in mine),
        indicators=len(mine),
        reached=reached,
        aimed=len(aimed),
        # Every word in the drawing was escaped where it was put in.
        bars=mark_safe(draw_bars(bars_of(mine), title=f"{name}: {said}")),  # noqa: S308
        complete=_percent(mine),
        is_quiet=objective is Objective.OPERATIONS,
    )


def _percent(mine: Sequence[Seen]) -> int | None:
    """Return how much of what was waited for is there, over all numbers of a tile."""
    known = [one.complete for one in mine if one.complete and one.complete.expected]
    expected = sum(one.expected for one in known)
    if not expected:
        return None
    return 100 * sum(one.reported for one in known) // expected


def _line(seen: Seen) -> Line:
    pill, kind = standing_words(seen.standing)
    code = seen.sheet.code
    second = made_of(seen.value, seen.sheet.unit) or why_not(seen)
    if not seen.has_number and not is_recorded(code):
        second = why_never(code)
    elif not seen.has_number and _is_yearly(seen):
        second = _("This number is made once a year. Choose a year.")
    return Line(
        url=f"{reverse('indicator', args=[code])}?period={seen.period}",
        name=name_of(seen.sheet),
        value=value_words(seen.value, seen.sheet.unit),
        second=second,
        complete=complete_words(seen.complete),
        pill=pill,
        pill_kind=kind,
        aimed=target_words(seen.target, seen.sheet.unit),
        is_final=seen.is_final,
    )


def _is_yearly(seen: Seen) -> bool:
    yearly = seen.sheet.frequency is Frequency.ANNUAL
    return yearly and seen.period.length is not Length.YEAR


def _chart(sheet: Sheet, history: Sequence[Seen]) -> str:
    if not any(one.has_number for one in history):
        return ""
    points = [
        point_of(
            _short(one.period),
            one.value,
            target=one.target,
            percent=one.complete.percent if one.complete else 100,
            is_final=one.is_final,
        )
        for one in history
    ]
    return draw(
        points, unit=sheet.unit, title=name_of(sheet), described=sheet.definition
    )


def _short(period: Period) -> str:
    # What is longer does not fit under eight bars: 26-Q3, Sep, 2026.
    if period.length is Length.MONTH:
        return said_short(period.first_day)
    return str(period) if period.length is Length.YEAR else str(period)[2:]


def _table(sheet: Sheet, history: Sequence[Seen]) -> list[tuple[str, ...]]:
    head = (_("Period"), _("Number"), _("Made of"), _("Aimed at"), _("Records"))
    rows = [
        (
            period_words(one.period),
            value_words(one.value, sheet.unit),
            made_of(one.value, sheet.unit) or why_not(one),
            target_words(one.target, sheet.unit) or "–",
            complete_words(one.complete),
        )
        for one in history
    ]
    return [head, *rows]


def _rows(
    actor: Actor, sheet: Sheet, spans: Sequence[Period]
) -> list[IndicatorSnapshot]:
    if not may_see(actor, sheet):
        return []
    rows = IndicatorSnapshot.objects.filter(
        country=actor.country,
        indicator=sheet.code,
        period__in=[str(span) for span in spans],
    )
    return list(rows.order_by("number"))


def _words(rows: Sequence[IndicatorSnapshot]) -> list[Words]:
    by_pk = {row.pk: row for row in rows}
    written = Narrative.objects.filter(snapshot__in=by_pk).order_by("-at")
    return [
        Words(row=one, period=period_words(parse_period(by_pk[one.snapshot_id].period)))
        for one in written[:10]
    ]


def _baseline(actor: Actor, sheet: Sheet) -> Before | None:
    if not may_see(actor, sheet):
        return None
    rows = Baseline.objects.filter(country=actor.country, indicator=sheet.code)
    row = rows.order_by("-pk").first()
    if row is None:
        return None
    return Before(
        value=target_words(row.value, sheet.unit),
        period=period_words(parse_period(row.period)),
        source=row.source,
    )
