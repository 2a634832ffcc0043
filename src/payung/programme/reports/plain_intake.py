"""Seal on arrival what comes in clear from other programs: files and collecting apps.

Whoever carries it could read it anyway. From here on nobody can but the team: the
answers go into envelopes before anything is written to the disk.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from payung.engines import sealed
from payung.engines.forms import Answers, split
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import team_public

from .access import NoSuchReport, may_see_reports
from .arriving import GROUPS, Arriving, check_coded
from .intake import AnotherBody, Taken, UnknownForm, keep_report
from .models import Report, Source
from .published import Published


@dataclass(frozen=True, kw_only=True, slots=True)
class PlainReport:
    """Answers in clear; `digest` is the SHA-256, in hex, of what was sent."""

    instance: str
    answers: Answers
    digest: str


def take_plain(
    *,
    actor: Actor,
    team: Team,
    form: Published,
    given: PlainReport,
    source: Source,
    at: datetime,
) -> Taken:
    """Seal and store a report that came in clear; the same one again changes nothing.

    Raise NoSuchReport for a team that is not hers, LiesOpen for a coded answer that is
    no code, NotReadable for a date or number that is none, or AnotherBody.
    """
    if not may_see_reports(actor) or team.pk not in actor.own_teams:
        raise NoSuchReport(str(team.pk))
    arriving = _sealed(team, form, given)
    check_coded(arriving.coded, form, country=actor.country)
    try:
        with transaction.atomic():
            return _keep(actor, arriving, form, given.digest, at, source)
    except IntegrityError:
        return _as_known(form, given)


def _keep(
    actor: Actor,
    arriving: Arriving,
    form: Published,
    digest: str,
    at: datetime,
    source: Source,
) -> Taken:
    report = keep_report(
        actor=actor, arriving=arriving, form=form, digest=digest, at=at, source=source
    )
    return Taken(
        reference=report.reference,
        instance=report.instance_id,
        digest=digest,
        new=True,
    )


def _as_known(form: Published, given: PlainReport) -> Taken:
    known = Report.objects.filter(form_id=form.row, instance_id=given.instance).first()
    if known is None or known.digest != given.digest:
        raise AnotherBody(given.instance) from None
    return Taken(
        reference=known.reference,
        instance=given.instance,
        digest=known.digest,
        new=False,
    )


def _sealed(team: Team, form: Published, given: PlainReport) -> Arriving:
    if form.form.coding is None:
        raise UnknownForm(form.form.id)
    parted = split(given.answers, form.form.coding)
    public = team_public(team)
    secret = sealed.new_record_secret(uuid4())
    # Empty groups are sealed as well, so that nobody sees which were left empty.
    groups = {
        group: sealed.seal_field(
            secret,
            f"report.{group}",
            json.dumps(parted.sealed.get(group, {}), ensure_ascii=False),
        )
        for group in GROUPS
    }
    return Arriving(
        record=UUID(str(secret.record)),
        form=form.form.id,
        version=form.form.version,
        team=team.pk,
        epoch=public.epoch,
        instance=given.instance,
        wrap=sealed.wrap_for_team(secret, public),
        coded=parted.coded,
        groups=groups,
    )
