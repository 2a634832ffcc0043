"""One proceeding with a step and two dates, and one calendar, for the access table."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from payung.engines.proceedings import Body, Track
from payung.programme.cases.models import Case
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.proceedings.actions import NewProceeding, open_proceeding
from payung.programme.proceedings.feed.addresses import make_feed
from payung.programme.proceedings.going import cannot_come
from payung.programme.proceedings.hearing_deeds import NewHearing, set_hearing
from payung.programme.proceedings.models import Hearing, Proceeding, ProceedingStep
from payung.programme.proceedings.step_deeds import Written, step_done
from payung.programme.proceedings.words import Purpose
from payung.programme.standby.models import HandBackReason
from tests.access.one_case import OneCase
from tests.cast import THEN


def one_proceeding(reference: str, paralegal: Actor, attorney: Actor) -> OneCase:
    """Begin a complaint with a step, a date of the attorney's and one nobody goes to."""
    case = Case.objects.get(reference=reference)
    new = NewProceeding(track=Track.COMPLAINT, body=Body.POLICE, number="An invented 1")
    row = open_proceeding(actor=paralegal, case=case, new=new, at=THEN)
    told = Written(code="K1", moment=THEN, note="Handed in at the desk")
    step_done(actor=paralegal, proceeding=row, told=told, version=1, at=THEN)
    hers, free = (a_date(row, paralegal, attorney, days) for days in (10, 20))
    why = HandBackReason.UNWELL
    cannot_come(actor=attorney, hearing=free, why=why, at=timezone.now())
    one: dict[str, object] = {"reference": reference}
    whole = one | {"proceeding": row.pk}
    date = one | {"hearing": hers.pk}
    proceeding = ("close", "reopen", "number")
    hearing = ("held", "postpone", "back", "who", "cannot", "words")
    return OneCase(
        arguments={
            "case-proceedings": one,
            "proceeding-open": one,
            "proceeding-note": one | {"step_id": ProceedingStep.objects.get().pk},
            "proceeding-step": whole | {"code": "K2", "deed": "done"},
            "proceeding-step-back": whole | {"code": "K1"},
            "hearing-set": whole,
            "hearing-was-held": whole,
            **{f"proceeding-{name}": whole for name in proceeding},
            **{f"hearing-{name}": date for name in hearing},
            "date-take": {"hearing": free.pk},
            "date-cannot": {"hearing": hers.pk},
            "calendar-ics": {"token": make_feed(actor=attorney, at=THEN)},
        },
        posts={},
    )


def a_date(row: Proceeding, actor: Actor, attorney: Actor, days: int) -> Hearing:
    now = timezone.now()
    new = NewHearing(
        moment=now + timedelta(days=days),
        purpose=Purpose.INQUIRY,
        goes=Person.objects.get(pk=attorney.person_id),
        words="An invented room",
    )
    version = Proceeding.objects.get(pk=row.pk).version
    return set_hearing(actor=actor, proceeding=row, new=new, version=version, at=now)
