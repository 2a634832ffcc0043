"""Going out to somebody: offers, always a pair, and check-ins until both are back.

R1  An open response always has a `due_at`.
R2  Nobody sets out alone: only a full pair can say that it is on its way.
R3  The first two to accept are the pair; whoever comes later is told.
R4  A pair that is silent is reminded and the coordinator told, again and again, until
    it reports; a call for help tells her at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from ._effects import Effect, Escalate, Remind, TellTaken
from ._ladder import Priority


class Stage(StrEnum):
    """How far a response has come."""

    NEEDED = "needed"
    PAIRED = "paired"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    CLIENT_SEEN = "client_seen"
    COMPLETE = "complete"


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
    COMPLETED = "completed"


@dataclass(frozen=True, kw_only=True, slots=True)
class OfferMore(Effect):
    """Offer it to this many people more, twice as many as are needed."""

    how_many: int


class NotInThisPair(ValueError):
    """Only one of the pair can say this, and only once there is a pair."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Response:
    """One response as it stands; `moments` says when each stage was reached."""

    reference: str
    priority: Priority
    due_at: datetime | None
    stage: Stage = Stage.NEEDED
    pair: tuple[str, ...] = ()
    moments: tuple[tuple[Stage, datetime], ...] = ()
    version: int = 0


PAIR = 2
# Minutes an offer may lie (programme design, section e.4); check-ins are ours.
OFFERS = {Priority.A: 3, Priority.B: 10, Priority.C: 10, Priority.D: 10}
CHECK_IN, SILENT = timedelta(minutes=30), timedelta(minutes=5)
_OUT = (Stage.PAIRED, Stage.EN_ROUTE, Stage.ON_SCENE, Stage.CLIENT_SEEN)

RESPONSES: Mapping[tuple[Stage, Report], Stage] = MappingProxyType(
    {
        (Stage.NEEDED, Report.DUE): Stage.NEEDED,
        (Stage.NEEDED, Report.ACCEPTED): Stage.NEEDED,
        (Stage.NEEDED, Report.WITHDREW): Stage.NEEDED,
        (Stage.PAIRED, Report.EN_ROUTE): Stage.EN_ROUTE,
        (Stage.PAIRED, Report.WITHDREW): Stage.NEEDED,
        (Stage.EN_ROUTE, Report.ON_SCENE): Stage.ON_SCENE,
        (Stage.EN_ROUTE, Report.WITHDREW): Stage.NEEDED,
        (Stage.ON_SCENE, Report.CLIENT_SEEN): Stage.CLIENT_SEEN,
        (Stage.COMPLETE, Report.DUE): Stage.COMPLETE,
        (Stage.COMPLETE, Report.ACCEPTED): Stage.COMPLETE,
        **{(stage, Report.DUE): stage for stage in _OUT},
        **{(stage, Report.ACCEPTED): stage for stage in _OUT},
        **{(stage, Report.CHECKED_IN): stage for stage in _OUT},
        **{(stage, Report.HELP): stage for stage in _OUT},
        **{(stage, Report.COMPLETED): Stage.COMPLETE for stage in _OUT},
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
    open_to_all = report in (Report.DUE, Report.ACCEPTED)
    if to is None or not (open_to_all or person in response.pair):
        raise NotInThisPair(
            f"The response is {response.stage}: {report} from {person} does not apply."
        )
    if report is Report.DUE:
        return _overdue(response, at)
    if report is Report.ACCEPTED:
        return _accepted(response, person, at)
    after = _moved(response, to, at)
    if report is Report.WITHDREW:
        pair = tuple(each for each in response.pair if each != person)
        after = replace(after, pair=pair)
        why = f"{person} withdrew"
        return after, (Escalate(about=after.reference, why=why), _offers(after))
    helped = (Escalate(about=after.reference, why="help"),)
    return after, helped if report is Report.HELP else ()


def _moved(response: Response, to: Stage, at: datetime) -> Response:
    moments = response.moments
    if to is not response.stage:
        moments = (*moments, (to, at))
    wait = timedelta(minutes=OFFERS[response.priority])
    due_at = at + (wait if to is Stage.NEEDED else CHECK_IN)
    return replace(
        response,
        stage=to,
        moments=moments,
        due_at=None if to is Stage.COMPLETE else due_at,
        version=response.version + 1,
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
    full = len(pair) >= PAIR
    # The offers' own clock runs on until the pair is full.
    moved = _moved(response, Stage.PAIRED, at) if full else response
    version = response.version + 1
    return replace(moved, pair=pair, version=version), ()


def _overdue(response: Response, at: datetime) -> tuple[Response, tuple[Effect, ...]]:
    if response.due_at is None or at < response.due_at:
        return response, ()
    about, version = response.reference, response.version + 1
    told = Escalate(about=about, why=f"{response.stage}: nobody has reported")
    if response.stage is Stage.NEEDED:
        due_at = at + timedelta(minutes=OFFERS[response.priority])
        after = replace(response, due_at=due_at, version=version)
        return after, (told, _offers(after))
    after = replace(response, due_at=at + SILENT, version=version)
    return after, (*(Remind(about=about, person=one) for one in response.pair), told)


def _offers(response: Response) -> Effect:
    missing = PAIR - len(response.pair)
    return OfferMore(about=response.reference, how_many=2 * missing)
