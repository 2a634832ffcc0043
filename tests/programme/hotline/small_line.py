"""A line in Kathmandu at night: a team, the machine's key in memory, phones, a roster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from payung.engines.dispatch import Outcome
from payung.gateways.telephone import Arrived, News, NewsKind, SealTo, Voicemail
from payung.gateways.telephone.arrivals import sealed_arrival
from payung.programme.alerts.machine import machine_secret, start_machine
from payung.programme.alerts.models import Way, WayKind
from payung.programme.alerts.ways import add_way
from payung.programme.hotline.lines import open_line
from payung.programme.hotline.models import Line
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.people.stored_keys import team_public
from payung.programme.standby.models import RosterPeriod, Shift
from tests.cast import (
    ANJU,
    MAYA,
    OPERATOR,
    OUTSIDER,
    REGIONAL,
    SUNITA,
    account,
    team_of,
)


NIGHT = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
CALLER = "+12025550199"


@dataclass(frozen=True, kw_only=True)
class SmallLine:
    """Who is there: Sunita answers, the operator is her backup, Maya leads."""

    team: Team
    line: Line
    maya: Actor
    sunita: Actor
    operator: Actor
    anju: Actor
    outsider: Person
    phones: dict[str, Way]
    texts: dict[str, Way]


def make_line() -> SmallLine:
    """Make it all; call it inside a test that has a database."""
    team, [maya, sunita, operator, anju] = team_of(MAYA, SUNITA, OPERATOR, ANJU)
    regional, outsider = account(REGIONAL), account(OUTSIDER)
    start_machine(actor=maya, team=team, at=NIGHT)
    line = open_line(actor=maya, code="main", dialled="main", team=team, at=NIGHT)
    phones, texts = ways_for(maya, [sunita, operator, maya])
    plan_month(maya, regional, {"hotline": sunita, "backup": operator})
    return SmallLine(
        team=team,
        line=line,
        maya=maya,
        sunita=sunita,
        operator=operator,
        anju=anju,
        outsider=outsider,
        phones=phones,
        texts=texts,
    )


def ways_for(
    maya: Actor, actors: list[Actor], *, first: int = 0
) -> tuple[dict[str, Way], dict[str, Way]]:
    """Give each a telephone and a number for texts; return them by handle."""
    phones, texts = {}, {}
    for number, actor in enumerate(actors, first):
        phones[actor.handle] = add_way(
            actor=actor,
            kind=WayKind.CALL,
            address=f"sip:{actor.handle}@127.0.0.1",
            at=NIGHT,
        )
        texts[actor.handle] = add_way(
            actor=actor,
            kind=WayKind.SMS,
            address=f"+120255501{number:02}",
            at=NIGHT,
        )
    return phones, texts


def plan_month(maya: Actor, regional: Person, duties: dict[str, Actor]) -> RosterPeriod:
    """Publish a month in which each of these has one duty all the time."""
    start, end = NIGHT - timedelta(days=2), NIGHT + timedelta(days=28)
    period = RosterPeriod.objects.create(
        country="np",
        starts_at=start,
        ends_at=end,
        coordinator_id=maya.person_id,
        regional=regional,
        published_at=start,
        published_by="maya",
    )
    for duty, actor in duties.items():
        Shift.objects.create(
            period=period,
            person_id=actor.person_id,
            duty=duty,
            starts_at=start,
            ends_at=end,
            made_at=start,
        )
    return period


def arrival(
    small: SmallLine, call: str, *, number: str = CALLER, at: datetime = NIGHT
) -> News:
    """Return what a telephone says of a call that has just arrived."""
    secret = machine_secret("np")
    assert secret is not None, "the key is in memory"
    arrived = sealed_arrival(
        number,
        record=uuid4(),
        seal_to=SealTo(public=team_public(small.team)),
        machine=secret,
    )
    return told(call, NewsKind.ARRIVED, seq=1, at=at, arrived=arrived)


def told(
    call: str,
    kind: NewsKind,
    *,
    seq: int,
    at: datetime = NIGHT,
    target: str = "",
    digit: str = "",
    outcome: Outcome = Outcome.NONE,
    arrived: Arrived | None = None,
    voicemail: Voicemail | None = None,
    id: UUID | None = None,  # noqa: A002 - the news' word
) -> News:
    """Return one news of a call."""
    return News(
        id=id or uuid4(),
        line="main",
        call=call,
        seq=seq,
        kind=kind,
        at=at,
        target=target,
        digit=digit,
        outcome=outcome,
        arrived=arrived,
        voicemail=voicemail,
    )


def after(seconds: float) -> datetime:
    """Return the moment so many seconds after the night began."""
    return NIGHT + timedelta(seconds=seconds)
