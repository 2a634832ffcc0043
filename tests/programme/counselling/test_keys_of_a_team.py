"""Every sealed text of counselling is told to whoever makes new keys for a case."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from payung.engines import sealed
from payung.programme.cases import holdings as of_cases
from payung.programme.cases.models import Case
from payung.programme.counselling.codes import (
    Choice,
    Dropped,
    Priority,
    Risk,
    Sent,
    Service,
    SessionKind,
)
from payung.programme.counselling.deciding import (
    decide,
    explain_option,
    permit_for,
    refer,
)
from payung.programme.counselling.holdings import more_of
from payung.programme.counselling.intake import NewNeed, add_need
from payung.programme.counselling.planning import add_goal, drop_goal
from payung.programme.counselling.talking import NewSession, record_session, review_risk
from payung.programme.people.holdings import Holders, Holding
from payung.programme.people.models import Person, Renewal
from payung.programme.people.rewrapping import rewrap_some, unfinished
from payung.programme.people.teams import remove_member
from tests.cast import keepers
from tests.programme.cases.conftest import Office
from tests.programme.consents.conftest import NOW


WORDS = "Behind the mill"


def test_with_every_key_new_each_of_the_eight_texts_opens_as_before(
    office: Office, helped: Case
) -> None:
    write_everything(office, helped)

    leaver = Person.objects.get(handle="sunita")
    remove_member(
        actor=office.maya,
        team=office.team,
        member=leaver,
        renewal=Renewal.KEYS,
        at=NOW,
    )
    job = unfinished([office.team.pk])
    assert job is not None
    told = keepers(lambda _secret: (), Holders(apps=(joined,)))
    rewrap_some(actor=office.maya, job=job, keepers=told, at=NOW)

    secret = office.maya.unlocked.secret(helped.record)
    opened = [
        sealed.open_field(secret, one.name, one.envelope)
        for one in more_of(helped)
        if one.envelope is not None
    ]
    assert opened == [WORDS] * 8


def joined(record: UUID) -> Holding | None:
    """Join what cases and counselling tell, as the web does."""
    holding = of_cases.holding_of(record)
    case = Case.objects.filter(pk=record).first()
    if holding is None or case is None:
        return holding
    return Holding(fields=(*holding.fields, *more_of(case)), files=holding.files)


def write_everything(office: Office, case: Case) -> None:
    who, at = office.sunita, NOW
    shelter = Service.SHELTER
    new = NewNeed(service=shelter, priority=Priority.H24, text=WORDS)
    need = add_need(actor=who, case=case, new=new, at=at)
    option = explain_option(actor=who, case=case, service=shelter, at=at, text=WORDS)
    decide(actor=who, option=option, choice=Choice.WANTS, at=at, text=WORDS)
    permit = permit_for(actor=who, case=case, service=shelter, at=at)
    refer(permit, need=need, sent=Sent.REFERRED, at=at, text=WORDS)
    day = at + timedelta(days=1)
    goal = add_goal(actor=who, case=case, text=WORDS, due_at=day, at=at)
    drop_goal(actor=who, goal=goal, reason=Dropped.OTHER, at=at, text=WORDS)
    talk = NewSession(held_at=at, kind=SessionKind.PHONE, minutes=5, text=WORDS)
    record_session(actor=who, case=case, new=talk, at=at)
    review_risk(actor=who, case=case, level=Risk.LOW, at=at, text=WORDS)
