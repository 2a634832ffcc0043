"""Write down that a bundle was handed over: each file of it went into other hands."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from payung.gateways.vault import Vault
from payung.programme.cases import custody
from payung.programme.cases.models import Custody, Happened
from payung.programme.cases.timeline import add_line
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .models import BundleMade


class HandedAlready(CannotBe):
    """It is written down already that this bundle was handed over."""


def hand_over(*, actor: Actor, bundle: BundleMade, vault: Vault, at: datetime) -> None:
    """Hash each file anew and write down that it went; raise HandedAlready, Changed."""
    files = [one.evidence for one in bundle.files.select_related("evidence__case")]
    _refuse_second(bundle)
    for evidence in files:
        custody.check_whole(actor=actor, evidence=evidence, vault=vault, at=at)
    with transaction.atomic():
        fresh = BundleMade.objects.select_for_update(of=("self",)).get(pk=bundle.pk)
        _refuse_second(fresh)
        fresh.handed_at, fresh.handed_by = at, actor.handle
        fresh.save(update_fields=["handed_at", "handed_by"])
        whom = str(fresh.made_for)
        for evidence in files:
            custody.write_down(
                actor=actor,
                evidence=evidence,
                use=Custody.TRANSFERRED,
                at=at,
                about=whom,
            )
        case = bundle.case
        add_line(actor=actor, case=case, kind=Happened.HANDED, about=whom, at=at)
        record(kinds.HANDED, actor=actor, subject=case.reference, at=at, whom=whom)


def _refuse_second(bundle: BundleMade) -> None:
    if bundle.handed_at is not None:
        raise HandedAlready(
            _("%(who)s wrote this down already.") % {"who": bundle.handed_by}
        )
