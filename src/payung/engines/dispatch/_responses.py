"""Going out to somebody: offers, always a pair, and check-ins until both are back.

R1  An open response always has a `due_at`.
R2  Nobody sets out alone: only a full pair can say that it is on its way.
R3  The first two to accept are the pair; whoever comes later is told.
R4  Whoever is out and silent is reminded and the coordinator told, again and again,
    until she reports; also where the other one turned back.
R5  A call for help is never refused and never falls silent: it is told every five
    minutes, from the third time on to the region too, until somebody who is not of the
    pair says that help comes.
R6  What nobody needs any more is called off by a person, and never while one is out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ._effects import Effect, Escalate, Page, Remind, StopRinging, TellTaken
from ._ladder import Group, Priority


class Stage(StrEnum):
    """How far a response has come."""

    NEEDED = "needed"
    PAIRED = "paired"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    CLIENT_SEEN = "client_seen"
    COMPLETE = "complete"
    CALLED_OFF = "called_off"


class Report(StrEnum):
    """What can happen to a response, by one tap, a text or a key."""

    DUE = "due"
    ACCEPTED = "accepted"
    WITHDREW = "withdrew"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    CLIENT_SEEN = "client_seen"
    CHECKED_IN = "checked_in"
    HELP = "help"
    HELP_COMES = "help_comes"  # somebody else has heard the call for help
    COMPLETED = "completed"
    CALLED_OFF = "called_off"


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferMore(Effect):
    """Offer it to this many people more, twice as many as are needed."""

    how_many: int


class NotInThisPair(ValueError):
    """Only one of the pair can say this, and only once there is a pair."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """One response as it stands; `moments` says when each stage was reached.

    `report_at` is when whoever is out owes a word, None while nobody is; `due_at` is
    that or the next offer, whichever comes first. `alarm` counts how often a call for
    help was told that nobody has heard yet.
    """

    reference: str
    priority: Priority
    due_at: datetime | None
    stage: Stage = Stage.NEEDED
    pair: tuple[str, ...] = ()
    moments: tuple[tuple[Stage, datetime], ...] = ()
    report_at: datetime | None = None
    alarm: int = 0
    version: int = 0


PAIR = 2
# Minutes an offer may lie (programme design, section e.4); check-ins are ours.
OFFERS = {Priority.A: 3, Priority.B: 10, Priority.C: 10, Priority.D: 10}
CHECK_IN, SILENT = timedelta(minutes=30), timedelta(minutes=5)
# A call for help is told to the coordinator twice; from then on to the region as well.
REGION_FROM = 3
STAGES_OVER = (Stage.COMPLETE, Stage.CALLED_OFF)
STAGES_OUT = (Stage.PAIRED, Stage.EN_ROUTE, Stage.ON_SCENE, Stage.CLIENT_SEEN)
_OPEN = (Stage.NEEDED, *STAGES_OUT)
# Of one who is left over only what she can know: that she is well, or back.
_IF_SHE_IS_OUT = (Report.CHECKED_IN, Report.COMPLETED)

RESPONSES: Mapping[tuple[Stage, Report], Stage] = MappingProxyType(
    {
        (Stage.NEEDED, Report.WITHDREW): Stage.NEEDED,
        (Stage.NEEDED, Report.CALLED_OFF): Stage.CALLED_OFF,
        (Stage.PAIRED, Report.EN_ROUTE): Stage.EN_ROUTE,
        (Stage.PAIRED, Report.WITHDREW): Stage.NEEDED,
        (Stage.EN_ROUTE, Report.ON_SCENE): Stage.ON_SCENE,
        (Stage.EN_ROUTE, Report.WITHDREW): Stage.NEEDED,
        (Stage.ON_SCENE, Report.CLIENT_SEEN): Stage.CLIENT_SEEN,
        **{(stage, Report.DUE): stage for stage in Stage},
        **{(stage, Report.ACCEPTED): stage for stage in Stage},
        **{(stage, Report.CHECKED_IN): stage for stage in _OPEN},
        **{(stage, Report.HELP): stage for stage in _OPEN},
        **{(stage, Report.HELP_COMES): stage for stage in _OPEN},
        **{(stage, Report.COMPLETED): Stage.COMPLETE for stage in _OPEN},
    }
)


def need_response(
    reference: str, *, priority: Priority, at: datetime
) -> tuple[Response, tuple[Effect, ...]]:
    """Return a new response and the offers to be made for it."""
    due_at = at + timedelta(minutes=OFFERS[priority])
    response = Response(reference=reference, priority=priority, due_at=due_at)
    return response, (_offers(response),)


def response_step(
    response: Response, report: Report, *, at: datetime, person: str = ""
) -> tuple[Response, tuple[Effect, ...]]:
    """Return the response as it is now and what has to be done.

    Raise NotInThisPair for a report that does not apply, or not from this person; then
    nothing has changed.
    """
    to = RESPONSES.get((response.stage, report))
    if to is None or not can_report(response, report, person):
        raise NotInThisPair(
            f"The response is {response.stage}: {report} from {person} does not apply."
        )
    match report:
        case Report.DUE:
            return _overdue(response, at)
        case Report.ACCEPTED:
            return _accepted(response, person, at)
        case Report.WITHDREW:
            return _withdrew(response, person, at)
        case Report.HELP:
            return _called_for_help(response, at)
        case Report.HELP_COMES:
            return _heard(response, person, at)
        case Report.CALLED_OFF:
            return _called_off(response, person, at)
        case Report.COMPLETED:
            return _over(response, to, at), ()
        case _:
            return _moved(response, to, at), ()


def can_report(response: Response, report: Report, person: str) -> bool:
    """Return whether this can be said now, and by this person."""
    if (response.stage, report) not in RESPONSES:
        return False
    match report:
        case Report.DUE | Report.ACCEPTED:
            return True
        case Report.HELP_COMES:
            # The other one of the pair is in the same trouble.
            return bool(person and response.alarm) and person not in response.pair
        case Report.CALLED_OFF:
            return bool(person) and response.report_at is None
        case Report.CHECKED_IN | Report.COMPLETED if response.stage is Stage.NEEDED:
            return person in response.pair and response.report_at is not None
        case _:
            return person in response.pair


def _called_off(
    response: Response, person: str, at: datetime
) -> tuple[Response, tuple[Effect, ...]]:
    """Return it with nobody in it: who had said yes did not go."""
    after = replace(_over(response, Stage.CALLED_OFF, at), pair=())
    stop = StopRinging(about=after.reference)
    return after, (stop, *_tell_pair(response, by=person))


def _next_version(response: Response, **changes: Any) -> Response:
    """Return the response changed, with the moment that comes first as its `due_at`.

    While two are looked for the offers have a clock of their own: give it as `due_at`.
    """
    after = replace(response, version=response.version + 1, **changes)
    if after.report_at is None:
        return after
    if after.stage is not Stage.NEEDED or after.due_at is None:
        return replace(after, due_at=after.report_at)
    return replace(after, due_at=min(after.due_at, after.report_at))


def _reached(
    response: Response, to: Stage, at: datetime
) -> tuple[tuple[Stage, datetime], ...]:
    if to is response.stage:
        return response.moments
    return (*response.moments, (to, at))


def _moved(response: Response, to: Stage, at: datetime) -> Response:
    # While help is called for and nobody has heard, no report puts its clock off.
    report_at = response.report_at if response.alarm else at + CHECK_IN
    moments = _reached(response, to, at)
    return _next_version(response, stage=to, moments=moments, report_at=report_at)


def _over(response: Response, to: Stage, at: datetime) -> Response:
    moments = _reached(response, to, at)
    return _next_version(
        response, stage=to, moments=moments, report_at=None, due_at=None, alarm=0
    )


def _accepted(
    response: Response, person: str, at: datetime
) -> tuple[Response, tuple[Effect, ...]]:
    if not person:
        raise NotInThisPair("Say who it was: accepting needs a person.")
    if person in response.pair:
        return response, ()
    if response.stage is not Stage.NEEDED:
        by = ", ".join(response.pair)
        return response, (TellTaken(about=response.reference, person=person, by=by),)
    pair = (*response.pair, person)
    if len(pair) < PAIR:
        # The offers' own clock runs on until the pair is full.
        return _next_version(response, pair=pair), ()
    # Whoever is out already is not looked for later because another one joins her.
    out = response.report_at is not None
    to = Stage.EN_ROUTE if out else Stage.PAIRED
    full = _next_version(
        response,
        pair=pair,
        stage=to,
        moments=_reached(response, to, at),
        report_at=min(response.report_at or at + CHECK_IN, at + CHECK_IN),
    )
    return full, ()


def _withdrew(
    response: Response, person: str, at: datetime
) -> tuple[Response, tuple[Effect, ...]]:
    pair = tuple(each for each in response.pair if each != person)
    # Who is left over on the way is out alone; who had not set out is not.
    alone = bool(pair) and response.stage is not Stage.PAIRED
    after = _next_version(
        response,
        stage=Stage.NEEDED,
        moments=_reached(response, Stage.NEEDED, at),
        pair=pair,
        report_at=response.report_at if alone or response.alarm else None,
        due_at=at + timedelta(minutes=OFFERS[response.priority]),
    )
    why = f"{person} withdrew"
    return after, (Escalate(about=after.reference, why=why), _offers(after))


def _called_for_help(
    response: Response, at: datetime
) -> tuple[Response, tuple[Effect, ...]]:
    alarm = response.alarm + 1
    after = _next_version(response, alarm=alarm, report_at=at + SILENT)
    return after, _alarmed(after)


def _heard(
    response: Response, person: str, at: datetime
) -> tuple[Response, tuple[Effect, ...]]:
    report_at = at + CHECK_IN if response.pair else None
    after = _next_version(response, alarm=0, report_at=report_at)
    stop = StopRinging(about=after.reference)
    return after, (stop, *_tell_pair(after, by=person))


def _overdue(response: Response, at: datetime) -> tuple[Response, tuple[Effect, ...]]:
    if response.due_at is None or at < response.due_at:
        return response, ()
    about, wait = response.reference, timedelta(minutes=OFFERS[response.priority])
    late = response.report_at is not None and at >= response.report_at
    after = _next_version(
        response,
        report_at=at + SILENT if late else response.report_at,
        alarm=response.alarm + 1 if late and response.alarm else response.alarm,
        due_at=at + wait,
    )
    told: tuple[Effect, ...] = ()
    if late and not response.alarm:
        told = tuple(Remind(about=about, person=one) for one in response.pair)
    # A phone that asks how it goes would only give away whoever calls for help.
    if late and response.alarm:
        told = _alarmed(after)
    else:
        silent = f"{response.stage}: nobody has reported"
        told = (*told, Escalate(about=about, why=silent))
    if response.stage is Stage.NEEDED:
        told = (*told, _offers(after))
    return after, told


def _alarmed(response: Response) -> tuple[Effect, ...]:
    about = response.reference
    told = Escalate(about=about, why="help")
    if response.alarm < REGION_FROM:
        return (told,)
    return told, Page(about=about, group=Group.REGIONAL)


def _tell_pair(response: Response, *, by: str) -> tuple[Effect, ...]:
    about = response.reference
    return tuple(TellTaken(about=about, person=one, by=by) for one in response.pair)


def _offers(response: Response) -> Effect:
    missing = PAIR - len(response.pair)
    return OfferMore(about=response.reference, how_many=2 * missing)
