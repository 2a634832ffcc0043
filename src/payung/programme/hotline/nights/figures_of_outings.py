"""Figures of those who go out, of attorneys and of tests: D_* and DRILL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from payung.engines import dispatch
from payung.engines.dispatch import (
    AlertEvent,
    Channel,
    CheckInDue,
    Detained,
    Dispatched,
    DrillResult,
    Kind,
    Report,
    Span,
    Stage,
)
from payung.programme.alerts.models import WayKind
from payung.programme.hotline.models import Response, ResponseEvent
from payung.programme.standby.models import AttorneyAlert, Drill

from .figure import Figure


OUT = (Stage.PAIRED, Stage.EN_ROUTE, Stage.ON_SCENE, Stage.CLIENT_SEEN)
CHANNELS = {WayKind.CALL: Channel.CALL, WayKind.SMS: Channel.SMS}


def outing_figures(country: str, span: Span) -> tuple[Figure, ...]:
    """Return D_ACCEPT to D_SAFE and DRILL for what began during the stretch."""
    outings = _outings(country, span)
    went = [_dispatched(one) for one in outings]
    checks = [check for one in outings for check in check_ins(one, until=span.end)]
    detained = _detained(country, span)
    return (
        Figure(code="D_ACCEPT", spread=dispatch.time_to_accept(went)),
        Figure(code="D_SCENE", spread=dispatch.time_to_scene(went)),
        Figure(code="D_SCENE_60", share=dispatch.scene_in_time(went)),
        Figure(code="D_ATTY", share=dispatch.attorney_in_time(detained)),
        Figure(code="D_SAFE", share=dispatch.check_ins_kept(checks)),
        Figure(code="D_SAFE_TOLD", share=dispatch.silences_told(checks)),
        Figure(code="DRILL", share=dispatch.drills_passed(_drills(country, span))),
    )


def check_ins(response: Response, *, until: datetime) -> Iterator[CheckInDue]:
    """Yield what a pair owed while it was out, and what came of each.

    However often a silence is told, it is one silence: it ends with the next report.
    """
    silence: CheckInDue | None = None
    drill = response.contact.kind == Kind.DRILL
    was = Stage.NEEDED
    for event in _lines(response):
        due_at = event.was_due_at
        if was in OUT and due_at is not None:
            if event.report == Report.DUE:
                told = CheckInDue(due_at=due_at, escalated_at=event.at, drill=drill)
                silence = silence or told
            elif event.report != Report.ACCEPTED:
                owed = silence or CheckInDue(due_at=due_at, drill=drill)
                yield replace(owed, made_at=event.at)
                silence = None
        was = Stage(event.stage)
    if silence is not None:
        yield silence
    elif was in OUT and response.due_at is not None and response.due_at < until:
        yield CheckInDue(due_at=response.due_at, drill=drill)


def _outings(country: str, span: Span) -> Sequence[Response]:
    rows = Response.objects.filter(
        contact__country=country, needed_at__gte=span.start, needed_at__lt=span.end
    )
    return list(rows.select_related("contact").prefetch_related("events"))


def _lines(response: Response) -> list[ResponseEvent]:
    return sorted(response.events.all(), key=lambda event: event.number)


def _dispatched(response: Response) -> Dispatched:
    lines = _lines(response)
    return Dispatched(
        needed_at=response.needed_at,
        accepted_at=_first(e.at for e in lines if e.report == Report.ACCEPTED),
        on_scene_at=_first(e.at for e in lines if e.report == Report.ON_SCENE),
        drill=response.contact.kind == Kind.DRILL,
    )


def _detained(country: str, span: Span) -> list[Detained]:
    rows = AttorneyAlert.objects.filter(
        country=country, raised_at__gte=span.start, raised_at__lt=span.end
    ).prefetch_related("events")
    return [
        Detained(
            known_at=row.raised_at,
            spoke_at=_first(
                e.at
                for e in sorted(row.events.all(), key=lambda event: event.number)
                if e.event == AlertEvent.SPOKE
            ),
        )
        for row in rows
    ]


def _drills(country: str, span: Span) -> list[DrillResult]:
    rows = Drill.objects.filter(
        country=country, asked_at__gte=span.start, asked_at__lt=span.end
    ).select_related("way")
    return [
        DrillResult(
            sent_at=row.asked_at,
            channel=CHANNELS.get(WayKind(row.way.kind), Channel.CHAT),
            answered_at=row.answered_at,
        )
        for row in rows
        if row.asked_at is not None
    ]


def _first(moments: Iterable[datetime]) -> datetime | None:
    return next(iter(moments), None)
