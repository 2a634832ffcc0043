"""Give a certificate, print it, renew it, end it. The name is on the paper only.

A certificate of somebody who took a course does not say whose it is: who has the paper
and all that is kept here finds the course, the team and the day on it, and no more. So a
paper that was lost is not printed again; another is given that ends no later.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.utils.translation import gettext as _

from payung.engines.indicators import months_later
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.installation_keys import keyed
from payung.programme.people.models import Person, Team

from . import kinds
from .access import LEADS, certificates_of
from .models import Certificate, CertificateCopy, CourseVersion, Enrolment
from .refusals import AlreadyCertified, NotCompleted


# So long before its end somebody should think of a refresher.
REMIND_BEFORE = timedelta(days=60)
TOKEN_BYTES = 16
_KEPT = b"payung paper"


@dataclass(frozen=True, kw_only=True, slots=True)
class Copy:
    """One copy as it is printed, once: the token is kept nowhere."""

    certificate: Certificate
    token: str = field(repr=False)


@transaction.atomic
def certify_enrolled(
    *,
    actor: Actor,
    enrolment: Enrolment,
    on: date,
    at: datetime,
    another: UUID | None = None,
) -> Certificate:
    """Give a certificate to somebody who completed; raise CannotBe.

    `another` is the form by which another is given for one that was lost; the same form
    again gives the one that it gave before.
    """
    check_role(actor, *LEADS)
    # One after the other: a button may be pressed twice.
    fresh = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    group = fresh.group
    if fresh.completed_at is None:
        raise NotCompleted(
            _("She has not come to four of five days yet. Look at the days first.")
        )
    key = uuid5(another, str(fresh.number)) if another else None
    before = Certificate.objects.filter(key=key, team=group.team) if key else None
    if before is not None and before.exists():
        return before.get()
    if fresh.papers and another is None:
        raise AlreadyCertified(
            _("She has a certificate of this course. Give another if it was lost.")
        )
    if fresh.papers:
        # Not longer than the one that was lost.
        on = min(on, fresh.completed_at.date())
    row = _give(actor, group.team, group.version, on, at, key=key)
    fresh.papers = F("papers") + 1
    fresh.save(update_fields=["papers"])
    return row


def not_ended_for_others(enrolment: Enrolment) -> bool:
    """Return whether all papers of her course that hold can belong to others.

    Whose a paper is, is written nowhere. But of so many as were given for others, any
    one more that holds is hers.
    """
    group = enrolment.group
    alike = {"team": group.team, "version": group.version}
    holding = Certificate.objects.filter(**alike, person=None, ended_on=None).count()
    others = Enrolment.objects.filter(
        group__team=group.team, group__version=group.version, withdrawn_at=None
    ).exclude(pk=enrolment.pk)
    given = others.aggregate(n=Sum("papers"))["n"] or 0
    return holding <= given


@transaction.atomic
def certify_person(
    *,
    actor: Actor,
    person: Person,
    team: Team,
    version: CourseVersion,
    on: date,
    at: datetime,
    key: UUID | None = None,
) -> Certificate:
    """Give one of ours a certificate, or renew it: what she had needs no reminder.

    The same form again (`key`) gives the certificate that it made before.
    """
    check_role(actor, *LEADS)
    # One after the other: the same form may come twice at once.
    Person.objects.select_for_update().get(pk=person.pk)
    before = Certificate.objects.filter(key=key, team=team).first() if key else None
    if before is not None:
        return before
    earlier = Certificate.objects.filter(person=person, remind_on__isnull=False)
    earlier.filter(version__course__level=version.course.level).update(remind_on=None)
    return _give(actor, team, version, on, at, person=person, key=key)


@transaction.atomic
def print_copy(*, actor: Actor, certificate: Certificate, at: datetime) -> Copy:
    """Make the token of one printed copy; earlier copies go on being good."""
    check_role(actor, *LEADS)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CertificateCopy.objects.create(
        certificate=certificate, digest=digest_of(token), printed_at=at
    )
    subject = str(certificate.pk)
    record(kinds.PRINTED, actor=actor, subject=subject, at=at)
    return Copy(certificate=certificate, token=token)


@transaction.atomic
def end_certificate(
    *, actor: Actor, certificate: Certificate, on: date, at: datetime
) -> Certificate:
    """End a certificate before its day: given back, withdrawn, or she left."""
    check_role(actor, *LEADS)
    certificate.ended_on, certificate.remind_on = on, None
    certificate.save(update_fields=["ended_on", "remind_on"])
    record(kinds.ENDED, actor=actor, subject=str(certificate.pk), at=at)
    return certificate


def certificate_with(token: str) -> Certificate | None:
    """Return the certificate that a printed token belongs to, if any."""
    copy = (
        CertificateCopy.objects.filter(digest=digest_of(token))
        .select_related("certificate__version__course")
        .first()
    )
    return copy.certificate if copy else None


def is_valid(certificate: Certificate, *, on: date) -> bool:
    """Return whether a certificate holds on a day."""
    over = certificate.ended_on is not None and certificate.ended_on <= on
    return not over and certificate.valid_from <= on <= certificate.valid_to


def to_renew(actor: Actor, *, on: date) -> QuerySet[Certificate]:
    """Return the certificates of her teams that somebody should think of renewing."""
    due = certificates_of(actor).filter(remind_on__lte=on)
    return due.select_related("person", "version__course")


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return kept_of(hashlib.sha256(f"payung certificate {token}".encode()).hexdigest())


def kept_of(plain: str) -> str:
    """Return a plain digest under a key of the installation: 64 hex digits."""
    return keyed(plain, _KEPT)


def _give(
    actor: Actor,
    team: Team,
    version: CourseVersion,
    on: date,
    at: datetime,
    *,
    person: Person | None = None,
    key: UUID | None = None,
) -> Certificate:
    last = months_later(on, version.months_valid) - timedelta(days=1)
    row = Certificate.objects.create(
        key=key,
        country=actor.country,
        team=team,
        version=version,
        person=person,
        valid_from=on,
        valid_to=last,
        # Nobody can be asked who left no way to be reached.
        remind_on=max(on, last - REMIND_BEFORE) if person else None,
        made_at=at,
        made_by=actor.handle,
    )
    record(kinds.GIVEN, actor=actor, subject=str(row.pk), at=at)
    return row
