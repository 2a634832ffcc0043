"""When somebody's phone was last shown to be answered, and by what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from payung.programme.people.models import Person
from payung.programme.places.packs import pack_of

from .models import Drill, ProvenBy, ReachProof


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """Whether somebody was proven reachable; `minutes` since then, None for never.

    `last_at` is the newest answer; `failed_at` a test since then that she missed.
    """

    person: str
    last_at: datetime | None
    failed_at: datetime | None
    minutes: int | None
    proven: bool


def proven(*, person: str, by: ProvenBy, at: datetime) -> ReachProof | None:
    """Note that her phone was answered; None where nobody has this handle."""
    row = Person.objects.filter(handle=person).first()
    if row is None:
        return None
    # Two taps of one moment are one proof.
    proof, _made = ReachProof.objects.get_or_create(person=row, at=at, by=by)
    return proof


def last_proofs(handles: Iterable[str], at: datetime) -> dict[str, datetime]:
    """Return the newest moment at which each of these answered, if any did.

    An answer before a test that was missed since proves nothing about now.
    """
    asked = list(dict.fromkeys(handles))
    answered, missed = _answered(asked, at), _missed(asked, at)
    return {
        who: when
        for who, when in answered.items()
        if who not in missed or when > missed[who]
    }


def reach_of(handles: Iterable[str], at: datetime) -> dict[str, Reach]:
    """Return for each of these when she was last proven reachable."""
    asked = list(dict.fromkeys(handles))
    answered, missed = _answered(asked, at), _missed(asked, at)
    lapses = _lapses(asked)
    return {
        who: _reach(who, answered.get(who), missed.get(who), at, lapses.get(who))
        for who in asked
    }


def lapse_of(country: str) -> timedelta:
    """Return how long an answer counts in this country."""
    return timedelta(hours=pack_of(country).hotline.proof_hours)


def _reach(
    who: str,
    last: datetime | None,
    failed: datetime | None,
    at: datetime,
    lapse: timedelta | None,
) -> Reach:
    if last is not None and failed is not None and failed < last:
        failed = None
    minutes = None if last is None else int((at - last) / timedelta(minutes=1))
    fresh = last is not None and lapse is not None and at - last <= lapse
    return Reach(
        person=who,
        last_at=last,
        failed_at=failed,
        minutes=minutes,
        proven=fresh and failed is None,
    )


def _answered(handles: list[str], at: datetime) -> dict[str, datetime]:
    rows = ReachProof.objects.filter(person__handle__in=handles, at__lte=at)
    return _newest(rows.values_list("person__handle").annotate(last=Max("at")))


def _missed(handles: list[str], at: datetime) -> dict[str, datetime]:
    rows = Drill.objects.filter(
        person__handle__in=handles, passed=False, answered_at=None, asked_at__lte=at
    )
    return _newest(rows.values_list("person__handle").annotate(last=Max("asked_at")))


def _newest(rows: Iterable[tuple[str, datetime]]) -> dict[str, datetime]:
    return dict(rows)


def _lapses(handles: list[str]) -> Mapping[str, timedelta]:
    rows = Person.objects.filter(handle__in=handles).values_list("handle", "country")
    return {handle: lapse_of(country) for handle, country in rows}
