"""What work a contact becomes: a case, a note, an alert to the attorneys, in one press."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.models import Case
from payung.programme.hotline import kinds
from payung.programme.hotline.models import Contact
from payung.programme.hotline.refusals import OpenedAlready
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.reports.models import Report
from payung.programme.standby.alerts import RaisedAlready, raise_attorney_alert
from payung.programme.standby.models import AttorneyAlert

from .alert_raising import matter_of
from .sheets import raise_priority_if_open


@transaction.atomic
def open_case_from(
    *, actor: Actor, contact: Contact, title: str, note: str, at: datetime
) -> Case:
    """Open a case for whoever called; the sheet then shows which.

    Raise OpenedAlready where there is one, KeysNeeded where her keys are locked.
    """
    fresh = _locked(contact)
    if fresh.case:
        raise OpenedAlready(
            _("This has a case already: %(case)s. Go on there.") % {"case": fresh.case}
        )
    new = NewCase(team=fresh.team, title=title, note=note, area=fresh.area)
    case = open_case(actor=actor, new=new, at=at)
    _link(actor, contact, "case", case.reference, at)
    return case


@transaction.atomic
def link_report(
    *, actor: Actor, contact: Contact, report: Report, at: datetime
) -> Contact:
    """Say which note was written about a contact; raise OpenedAlready."""
    fresh = _locked(contact)
    if fresh.report and fresh.report != report.reference:
        raise OpenedAlready(
            _("This has a note already: %(note)s.") % {"note": fresh.report}
        )
    return _link(actor, contact, "report", report.reference, at)


@transaction.atomic
def alert_attorney(*, actor: Actor, contact: Contact, at: datetime) -> AttorneyAlert:
    """Alert the attorneys on standby about a contact, which is of priority A from now.

    Pressed twice it is one alert, for as long as that is open.
    """
    fresh = _locked(contact)
    try:
        alert = raise_attorney_alert(actor=actor, about=matter_of(fresh), at=at)
    except RaisedAlready as known:
        return AttorneyAlert.objects.get(reference=known.reference)
    raise_priority_if_open(actor=actor, contact=fresh, at=at)
    return alert


def _link(
    actor: Actor, contact: Contact, what: str, reference: str, at: datetime
) -> Contact:
    setattr(contact, what, reference)
    contact.save(update_fields=[what])
    subject = contact.reference
    record(kinds.OPENED_FROM, actor=actor, subject=subject, at=at, what=what)
    return contact


def _locked(contact: Contact) -> Contact:
    return Contact.objects.select_for_update().get(pk=contact.pk)
