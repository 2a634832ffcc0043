"""One line with one of everything, for the access table."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.conf import settings

from payung.engines import sealed
from payung.engines.dispatch import Priority
from payung.gateways.vault import FolderVault
from payung.programme.alerts.machine import start_machine
from payung.programme.alerts.models import WayKind
from payung.programme.alerts.ways import add_way
from payung.programme.hotline.lines import open_line
from payung.programme.hotline.models import Contact, Voicemail
from payung.programme.hotline.outings.responses import need_pair
from payung.programme.hotline.sheet.own_calls import OwnCall, enter
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.standby.alerts import raise_attorney_alert
from payung.programme.standby.models import RosterPeriod, Shift, Swap
from tests.access.one_case import OneCase
from tests.cast import THEN


NAMES = (
    *("do", "note", "kind", "hand-over", "close", "pair", "case", "report", "show"),
)


def one_call(team: Team, coordinator: Actor, paralegal: Actor) -> OneCase:
    """Open a line of a team and let one call have come in, with all that can follow."""
    start_machine(actor=coordinator, team=team, at=THEN)
    line = open_line(actor=coordinator, code="main", dialled="1000", team=team, at=THEN)
    way = add_way(
        actor=paralegal, kind=WayKind.CALL, address="sip:sunita@127.0.0.1", at=THEN
    )
    contact = a_contact(team, paralegal)
    out = need_pair(
        actor=paralegal, contact=contact, priority=Priority.B, place="Gate", at=THEN
    )
    alert = raise_attorney_alert(actor=paralegal, about=contact.reference, at=THEN)
    roster = one_roster(coordinator, paralegal)
    one: dict[str, object] = {"reference": contact.reference}
    arguments = {f"call-{name}": one for name in NAMES} | {"call": one}
    for name in ("alert", "alert-live", "alert-do"):
        arguments[name] = {"reference": alert.reference}
    for name in ("out", "out-say", "out-where"):
        arguments[name] = {"reference": out.reference}
    arguments["line-in"] = {"country": "np", "channel": "modem"}
    for name in ("line-arrived", "line-news", "line-plans", "line-voice"):
        arguments[name] = {"country": "np"}
    for name in ("way-show", "way-end"):
        arguments[name] = {"way_id": way.pk}
    for name in ("panel-member", "panel-leave"):
        arguments[name] = {"person_id": Person.objects.get(handle="anju").pk}
    return OneCase(
        arguments=arguments
        | roster.arguments
        | {
            "call-show": one | {"part": "note"},
            "call-hear": one | {"voice": a_voicemail(contact, paralegal).pk},
            "line-end": {"line_id": line.pk},
        },
        posts={
            "call-take": {"reference": contact.reference},
            "alert-raise": {"about": contact.reference},
            "panel-aside": {"about": "NP-26-000123"},
            **roster.posts,
        },
    )


def a_contact(team: Team, paralegal: Actor) -> Contact:
    call = OwnCall(
        team=team,
        priority=Priority.B,
        began_at=THEN - timedelta(minutes=10),
        note="An invented call",
    )
    return enter(actor=paralegal, call=call, at=THEN)


def a_voicemail(contact: Contact, actor: Actor) -> Voicemail:
    secret, file = actor.unlocked.secret(contact.record), uuid4()
    pieces = sealed.seal_stream(secret, file, [b"RIFF an invented sound"])
    size = FolderVault(settings.VAULT).put(file, pieces)
    return Voicemail.objects.create(
        contact=contact,
        record=contact.record,
        file=file,
        seconds=3,
        size=size,
        left_at=THEN,
    )


def one_roster(coordinator: Actor, paralegal: Actor) -> OneCase:
    leads = Person.objects.get(pk=coordinator.person_id)
    period = RosterPeriod.objects.create(
        country="np",
        starts_at=THEN,
        ends_at=THEN + timedelta(days=28),
        coordinator=leads,
        regional=leads,
        published_at=THEN,
        published_by="maya",
    )
    shift = Shift.objects.create(
        period=period,
        person_id=paralegal.person_id,
        duty="hotline",
        starts_at=THEN + timedelta(days=2),
        ends_at=THEN + timedelta(days=3),
        made_at=THEN,
    )
    swap = Swap.objects.create(
        period=period,
        giver_id=paralegal.person_id,
        duty="hotline",
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        asked_at=THEN,
    )
    whole: dict[str, object] = {"period_id": period.pk}
    part: dict[str, object] = {"shift_id": shift.pk}
    swapping = ("duty-swap-take", "duty-swap-withdraw")
    return OneCase(
        arguments={
            f"roster-{name}": whole
            for name in ("add", "repeat", "fill", "publish", "discard")
        }
        | {"roster-shift": part, "roster-take-out": part},
        posts={
            **{name: {"swap": swap.pk} for name in swapping},
            "duty-swap": {"shift": shift.pk},
            "roster-move": {"shift": shift.pk, "day": "2026-11-26"},
        },
    )
