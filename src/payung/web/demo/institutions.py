"""Invented institutions beside the police: a court, an office for human rights, others."""

from __future__ import annotations

from datetime import datetime

from payung.programme.advocacy.codes import Tier
from payung.programme.advocacy.institutions.register import (
    Institution,
    add_institution,
)
from payung.programme.people.founding import Founded
from payung.programme.places.office_kinds import OfficeKind
from payung.programme.places.packs import pack_of


INVENTED = (
    ("Court of the Lanterns", OfficeKind.COURT, Tier.DISTRICT),
    ("Office of the prosecutor, Ferry Road", OfficeKind.PROSECUTOR, Tier.DISTRICT),
    ("Commission for human rights", OfficeKind.HUMAN_RIGHTS, Tier.NATIONAL),
    ("Ministry of home affairs", OfficeKind.MINISTRY, Tier.NATIONAL),
    ("Health office, Old Market", OfficeKind.HEALTH, Tier.DISTRICT),
)


def invent_institutions(office: Founded, *, at: datetime) -> None:
    """Put invented institutions into a country's register: real ones are its to add."""
    pack = pack_of(office.actor.country)
    for name, kind, tier in INVENTED:
        new = Institution(
            names={"en": f"{name} (invented)"},
            kind=kind,
            tier=tier,
            area="" if tier is Tier.NATIONAL else pack.areas[-1].code,
            source="invented for the demonstration",
        )
        add_institution(actor=office.actor, new=new, at=at)
