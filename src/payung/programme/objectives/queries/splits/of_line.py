"""Line, roster and going out, divided: H_*, R_*, D_*, DRILL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.db.models import Min, Q

from payung.engines import dispatch
from payung.engines.dispatch import (
    Channel,
    ContactTimes,
    Dispatched,
    DrillResult,
    Duty,
    Kind,
    Report,
    Span,
)
from payung.engines.indicators import Total, Value, ratio_of, times_from
from payung.programme.alerts.models import WayKind
from payung.programme.hotline.models import Response
from payung.programme.hotline.nights.figures_of_duty import standing
from payung.programme.hotline.nights.figures_of_outings import CHANNELS
from payung.programme.objectives.queries.line_times import Timed, timed_contacts
from payung.programme.objectives.queries.scope import Scope
from payung.programme.standby.models import Drill, ReachProof

from .axis import Axis, Divided, band_of, said


Thing = TypeVar("Thing")
Count = Callable[[list[ContactTimes], Scope], Value]


def offered(times: list[ContactTimes], scope: Scope) -> Value:
    """Return H_OFFERED of these."""
    del scope
    return Total(count=dispatch.offered(times))


def answered(times: list[ContactTimes], scope: Scope) -> Value:
    """Return H_ANSWER of these."""
    del scope
    return share(dispatch.answer_rate(times))


def recovered(times: list[ContactTimes], scope: Scope) -> Value:
    """Return H_RECOVER of these."""
    return share(dispatch.recovered(times, at=scope.at))


def to_human(times: list[ContactTimes], scope: Scope) -> Value:
    """Return H_TTH of these."""
    del scope
    return spread(dispatch.time_to_human(times))


AXES: dict[str, Callable[[Timed, Scope], str]] = {
    "channel": lambda one, scope: one.times.channel.value,
    "hour_band": lambda one, scope: band_of(one.times.opened_at, scope),
    "language": lambda one, scope: one.language,
    "kind": lambda one, scope: one.times.kind.value,
    "priority": lambda one, scope: one.times.priority.value,
}


def contacts_by(count: Count, axis: str) -> Axis:
    """Return a figure of the line by an axis of the contact."""

    def ask(scope: Scope) -> Divided:
        found: dict[str, list[ContactTimes]] = defaultdict(list)
        for one in timed_contacts(scope):
            if one.times.kind is not Kind.DRILL:
                found[said(AXES[axis](one, scope))].append(one.times)
        each = {code: count(found[code], scope) for code in sorted(found)}
        return {code: value for code, value in each.items() if has_number(value)}

    return Axis(name=axis, ask=ask)


def cover_by_role(scope: Scope) -> Divided:
    """Return R_COVER for those who answer and for their backup."""
    span = past(scope)
    return {
        duty.value: share(
            dispatch.roster_cover(standing(scope.country, duty, span), promised=(span,))
        )
        for duty in (Duty.HOTLINE, Duty.BACKUP)
    }


def reach_by_role(scope: Scope) -> Divided:
    """Return R_REACH for those who answer and for their backup."""
    span = past(scope)
    proofs: dict[str, list[datetime]] = defaultdict(list)
    rows = ReachProof.objects.filter(
        person__country=scope.country,
        at__gte=span.start - dispatch.LAPSE,
        at__lt=span.end,
    )
    for handle, moment in rows.values_list("person__handle", "at"):
        proofs[handle].append(moment)
    found = {
        duty.value: share(
            dispatch.proven_reach(standing(scope.country, duty, span), proofs=proofs)
        )
        for duty in (Duty.HOTLINE, Duty.BACKUP)
    }
    return {role: value for role, value in found.items() if has_number(value)}


def accepted_by_priority(scope: Scope) -> Divided:
    """Return D_ACCEPT by how urgent it was."""
    span = past(scope)
    yes = Q(events__report=Report.ACCEPTED)
    rows = Response.objects.filter(
        contact__country=scope.country,
        needed_at__gte=span.start,
        needed_at__lt=span.end,
    ).annotate(yes_at=Min("events__at", filter=yes))
    found: dict[str, list[Dispatched]] = defaultdict(list)
    for priority, kind, needed, accepted in rows.values_list(
        "priority", "contact__kind", "needed_at", "yes_at"
    ):
        one = Dispatched(
            needed_at=needed,
            accepted_at=accepted,
            on_scene_at=None,
            drill=kind == Kind.DRILL,
        )
        found[priority].append(one)
    each = {
        code: spread(dispatch.time_to_accept(found[code])) for code in sorted(found)
    }
    return {code: value for code, value in each.items() if has_number(value)}


def drills_by(axis: str) -> Axis:
    """Return DRILL by time of day or way."""

    def ask(scope: Scope) -> Divided:
        span = past(scope)
        rows = Drill.objects.filter(
            country=scope.country, asked_at__gte=span.start, asked_at__lt=span.end
        )
        found: dict[str, list[DrillResult]] = defaultdict(list)
        for kind, asked, answered_at in rows.values_list(
            "way__kind", "asked_at", "answered_at"
        ):
            assert asked is not None  # noqa: S101 (it lies in the period)
            channel = CHANNELS.get(WayKind(kind), Channel.CHAT)
            one = DrillResult(sent_at=asked, channel=channel, answered_at=answered_at)
            where = channel.value if axis == "channel" else band_of(asked, scope)
            found[where].append(one)
        return {
            code: share(dispatch.drills_passed(found[code])) for code in sorted(found)
        }

    return Axis(name=axis, ask=ask)


def past(scope: Scope) -> Span:
    """Return the part of the period that is over."""
    return Span(start=scope.start, end=max(min(scope.end, scope.at), scope.start))


def share(one: dispatch.Share) -> Value:
    """Return a share of dispatch as a value; minutes of minutes have no interval."""
    return ratio_of(one.numerator, one.denominator)


def spread(one: dispatch.Spread) -> Value:
    """Return a spread of dispatch as a value."""
    return times_from((one.p50, one.p90, one.p95), one.n)


def has_number(value: Value) -> bool:
    """Return whether there is a number, so that a category need not be shown without."""
    return getattr(value, "why", None) is None
