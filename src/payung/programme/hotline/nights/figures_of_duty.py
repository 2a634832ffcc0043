"""Figures of the roster: R_COVER, R_ATTY, R_REACH and R_FAIR."""

from __future__ import annotations

from datetime import datetime, timedelta

from payung.engines import dispatch
from payung.engines.dispatch import Duty, Shift, Span, Standing, duties, gaps
from payung.programme.places.packs import pack_of
from payung.programme.standby.models import ReachProof, RosterPeriod
from payung.programme.standby.roster_rows import planned

from .figure import Figure


FAIR_OVER = timedelta(weeks=8)


def duty_figures(country: str, span: Span) -> tuple[Figure, ...]:
    """Return the figures of the roster; what was promised is every minute."""
    promised = (span,)
    primary = standing(country, Duty.HOTLINE, span)
    backup = standing(country, Duty.BACKUP, span)
    attorney = standing(country, Duty.ATTORNEY, span)
    proofs = _proofs(country, span)
    return (
        _share("R_COVER", dispatch.roster_cover(primary, promised=promised)),
        _share("R_COVER_BACKUP", dispatch.roster_cover(backup, promised=promised)),
        _share("R_ATTY", dispatch.attorney_cover(attorney, period=span)),
        _share("R_REACH", dispatch.proven_reach([*primary, *backup], proofs=proofs)),
        Figure(code="R_FAIR", count=_spread_of_load(country, span)),
    )


def standing(country: str, duty: Duty, span: Span) -> list[Standing]:
    """Return who stood for a duty when; in a gap it is whoever signed for it."""
    found: list[Standing] = []
    for period in _periods(country, span):
        whole = Span(start=period.starts_at, end=period.ends_at).common(span)
        if whole is None:
            continue
        roster = planned(period, within=whole)
        for turn in duties(roster, duty):
            part = turn.span.common(whole)
            if part is not None:
                found.append(Standing(person=turn.person, span=part))
        answers = period.fallback or period.coordinator
        found += [
            Standing(person=answers.handle, span=gap, fallback=True)
            for gap in gaps(roster, duty, whole)
        ]
    return found


def _periods(country: str, span: Span) -> list[RosterPeriod]:
    rows = RosterPeriod.objects.filter(
        country=country,
        published_at__isnull=False,
        starts_at__lt=span.end,
        ends_at__gt=span.start,
    )
    return list(rows.select_related("coordinator", "regional", "fallback"))


def _proofs(country: str, span: Span) -> dict[str, list[datetime]]:
    rows = ReachProof.objects.filter(
        person__country=country, at__gte=span.start - dispatch.LAPSE, at__lt=span.end
    )
    found: dict[str, list[datetime]] = {}
    for handle, moment in rows.values_list("person__handle", "at"):
        found.setdefault(handle, []).append(moment)
    return found


def _spread_of_load(country: str, span: Span) -> int:
    """Return most minus fewest points of those who had a shift in the last weeks."""
    zone = pack_of(country).zone()
    weeks = Span(start=span.end - FAIR_OVER, end=span.end)
    turns: list[Shift] = []
    for period in _periods(country, weeks):
        turns += planned(period, within=weeks).shifts
    people = {turn.person for turn in turns}
    return dispatch.fairness(turns, people=people, zone=zone).spread


def _share(code: str, share: dispatch.Share) -> Figure:
    return Figure(code=code, share=share)
