"""Calling for a lawyer from the board: once for a case, whatever it is known by."""

from __future__ import annotations

from datetime import datetime

from payung.engines.dispatch import AlertState
from payung.programme.cases.access import case_for
from payung.programme.cases.models import Case
from payung.programme.hotline.models import Contact
from payung.programme.people.actors import Actor
from payung.programme.standby.alerts import Matter, RaisedAlready, raise_attorney_alert
from payung.programme.standby.models import AttorneyAlert


def call_lawyer(*, actor: Actor, reference: str, at: datetime) -> str:
    """Return the reference of the alert about a case of hers, raised now where none is.

    One that was raised from the call goes on; nobody is asked twice. Raise NoSuchCase.
    """
    case = case_for(actor, reference)
    contacts = list(Contact.objects.filter(case=case.reference).order_by("-opened_at"))
    open_one = _open_about([case.reference, *(one.reference for one in contacts)])
    if open_one:
        return open_one
    matter = _matter(case, contacts[0] if contacts else None)
    try:
        return raise_attorney_alert(actor=actor, about=matter, at=at).reference
    except RaisedAlready as raised:
        return raised.reference


def _open_about(abouts: list[str]) -> str:
    rows = AttorneyAlert.objects.filter(about__in=abouts)
    found = rows.exclude(state=AlertState.CLOSED).order_by("raised_at").first()
    return found.reference if found else ""


def _matter(case: Case, contact: Contact | None) -> Matter:
    """Return what helps to ask the right attorneys first."""
    return Matter(
        about=case.reference,
        also_about=contact.reference if contact else "",
        area=case.area or (contact.area if contact else ""),
        language=contact.language if contact else "",
    )
