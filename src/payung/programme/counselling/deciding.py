"""Options are explained, then she decides; nothing is asked for her that she did not."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.cases.models import Case, Happened
from payung.programme.cases.timeline import add_line
from payung.programme.consents.models import Purpose
from payung.programme.consents.opening import opened
from payung.programme.consents.permits import Permit
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .codes import SETTLED, TELLS_OTHERS, Choice, DueKind, Sent, Service
from .dues import set_due, settle
from .entering import enter
from .models import Decision, Need, Option, Referral
from .sealing import seal


# Who hears of her needs her yes to that; all others, her yes to be helped.
FURTHER_YES = {
    Service.LEGAL_ATTORNEY: Purpose.ATTORNEY,
    Service.LEGAL_STATEAID: Purpose.ATTORNEY,
}


class NotChosen(CannotBe):
    """She has not said that she wants this."""


@transaction.atomic
def explain_option(
    *, actor: Actor, case: Case, service: Service, at: datetime, text: str = ""
) -> Option:
    """Write down that something was explained to her, by whom and when."""
    fresh = enter(actor=actor, case=case, at=at)
    option = Option(id=uuid4(), case=fresh, service=service, at=at, by=actor.handle)
    option.text = seal(actor, fresh, "option", option.pk, text)
    option.save(force_insert=True)
    _written(actor, fresh, "option", service.value, at)
    return option


@transaction.atomic
def decide(
    *, actor: Actor, option: Option, choice: Choice, at: datetime, text: str = ""
) -> Decision:
    """Write down what she decides about an option, in her words."""
    fresh = enter(actor=actor, case=option.case, at=at)
    decision = Decision(
        id=uuid4(),
        option=option,
        number=option.decisions.count() + 1,
        choice=choice,
        at=at,
        by=actor.handle,
    )
    decision.text = seal(actor, fresh, "decision", decision.pk, text)
    decision.save(force_insert=True)
    add_line(actor=actor, case=fresh, kind=Happened.DECIDED, at=at)
    _written(actor, fresh, "decision", choice.value, at)
    return decision


def permit_for(*, actor: Actor, case: Case, service: Service, at: datetime) -> Permit:
    """Return the Permit by which others may be told of her; raise NotOpened."""
    purpose = FURTHER_YES.get(service, Purpose.SERVICE)
    return opened(actor=actor, case=case, purpose=purpose, at=at)


@transaction.atomic
def refer(
    permit: Permit, *, need: Need, sent: Sent, at: datetime, text: str = ""
) -> Referral:
    """Write down how it stands with a need; raise NotChosen or NotAPermit.

    Where somebody outside is told of her she has chosen that service before, and the
    Permit is the one of her yes to it.
    """
    actor, service = permit.actor, Service(need.service)
    fresh = enter(actor=actor, case=need.case, at=at)
    permit.check(case=fresh, purpose=FURTHER_YES.get(service, Purpose.SERVICE))
    if sent in TELLS_OTHERS and not wants(fresh, service):
        raise NotChosen(
            _(
                "She has not chosen this. Explain it to her, write down what she "
                "decides, and then send her there."
            ),
            field="sent",
        )
    referral = Referral(
        id=uuid4(),
        need=need,
        number=need.referrals.count() + 1,
        sent=sent,
        at=at,
        by=actor.handle,
    )
    referral.text = seal(actor, fresh, "referral", referral.pk, text)
    referral.save(force_insert=True)
    _settle_or_wait(actor, fresh, need, sent, at)
    _written(actor, fresh, "referral", sent.value, at)
    return referral


def wants(case: Case, service: Service) -> bool:
    """Return whether her last decision about a service is that she wants it."""
    last = (
        Decision.objects.filter(option__case=case, option__service=service)
        .order_by("-at", "-option__at", "-number")
        .first()
    )
    return last is not None and last.choice == Choice.WANTS


def _settle_or_wait(
    actor: Actor, case: Case, need: Need, sent: Sent, at: datetime
) -> None:
    if sent in SETTLED:
        settle(actor=actor, case=case, kind=DueKind.NEED, about=need.pk, at=at)
    elif need.due_at is not None:
        set_due(case, DueKind.NEED, need.due_at, about=need.pk)


def _written(actor: Actor, case: Case, what: str, code: str, at: datetime) -> None:
    subject = case.reference
    record(kinds.WRITTEN, actor=actor, subject=subject, at=at, what=what, code=code)
