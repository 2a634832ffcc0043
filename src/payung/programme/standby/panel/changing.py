"""What a change does to the promise: proven anew in the transaction of the change.

Time that is left to nobody is refused, or listed as an incident, by the coverage of the
roster; here it is seen that nobody gets more than she gives, and the proof is kept.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from payung.engines.rostering import Empty
from payung.programme.alerts.actions import tell
from payung.programme.alerts.models import Saying
from payung.programme.people.refusals import CannotBe
from payung.programme.places.packs import pack_of
from payung.programme.standby.models import RosterPeriod
from payung.programme.standby.panel_models import (
    CapacityCertificate,
    ProvenFor,
    Verdict,
)

from .proving import Proof, certify, latest, prove
from .sentences import why_sentence


class TooMuchForHer(CannotBe):
    """The change gives an attorney more than she said she gives, or too little rest."""


def reprove(
    period: RosterPeriod, *, proven_for: ProvenFor, at: datetime
) -> CapacityCertificate | None:
    """Prove a published roster anew and keep it; None for one that is a plan still.

    Raise TooMuchForHer where more shifts than before are with somebody who cannot have
    them: then nothing has changed.
    """
    if not _is_promised(period, at):
        return None
    was, proof = latest(period), prove(period, at=at)
    if was is not None and len(proof.too_many) > _too_many(was):
        raise TooMuchForHer(_sentence(period, _new_one(was, proof)), field="person")
    return _kept(period, was, proof, proven_for, at)


def reprove_anyway(
    period: RosterPeriod, *, proven_for: ProvenFor, at: datetime
) -> CapacityCertificate | None:
    """Prove it anew after a fact that nobody can refuse; those who coordinate are told."""
    if not _is_promised(period, at):
        return None
    return _kept(period, latest(period), prove(period, at=at), proven_for, at)


def reprove_all_of(country: str, *, proven_for: ProvenFor, at: datetime) -> None:
    """Prove every roster of a country that is not over, after a fact about its people."""
    going = RosterPeriod.objects.filter(
        country=country, published_at__isnull=False, ends_at__gt=at
    )
    for period in going.select_related("coordinator", "regional").order_by("pk"):
        reprove_anyway(period, proven_for=proven_for, at=at)


def _is_promised(period: RosterPeriod, at: datetime) -> bool:
    return period.published_at is not None and period.ends_at > at


def _new_one(was: CapacityCertificate, proof: Proof) -> Empty:
    """Return a shift that held before and does not any more."""
    known = {str(each["start"]) for each in was.empty}
    new = (
        one for one in proof.too_many if one.shift.time.start.isoformat() not in known
    )
    return next(new, proof.too_many[0])


def _too_many(found: CapacityCertificate) -> int:
    return sum(bool(each["given_to"]) for each in found.empty)


def _kept(
    period: RosterPeriod,
    was: CapacityCertificate | None,
    proof: Proof,
    proven_for: ProvenFor,
    at: datetime,
) -> CapacityCertificate:
    made = certify(period, proof, proven_for=proven_for, at=at)
    if was is not None and was.verdict == Verdict.CERTIFIED and not proof.holds:
        tell(
            country=period.country,
            handles=[period.coordinator.handle],
            saying=Saying.LOOK,
            about=f"roster:{period.pk}",
            key=f"certificate:{made.pk}",
            at=at,
        )
    return made


def _sentence(period: RosterPeriod, empty: Empty) -> str:
    zone = pack_of(period.country).zone()
    why = {one.person: one.why.value for one in empty.obstacles}
    start = empty.shift.time.start.astimezone(zone)
    return _(
        "The shift of %(start)s would not hold. %(why)s. Choose somebody else, or change "
        "what she gives on the page of the panel."
    ) % {
        "start": f"{start:%Y-%m-%d %H:%M}",
        "why": why_sentence(why, empty.shift.given_to),
    }
