"""Take a report: once, whole, sealed; or say why not and keep what came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction

from payung.engines.forms import UnreadableAnswer, facts_from, kept_to_the_day
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.stored_keys import row_of

from . import kinds
from .access import NoSuchReport, may_see_reports
from .arriving import Arriving, NotReadable, check_coded
from .models import Report, Source
from .published import Published, crosswalks, published
from .references import next_reference
from .rows import insert, main_act, main_perpetrator, store_facts


# By hand: the same question built by the ORM costs a third of the whole intake.
KNOWN = """
SELECT f.id, f.digest,
  EXISTS (SELECT 1 FROM people_teamepoch e WHERE e.team_id = %s AND e.number = %s),
  r.reference, r.digest
FROM reports_formversion f
LEFT JOIN reports_report r ON r.form_id = f.id AND r.instance_id = %s
WHERE f.country = %s AND f.form_id = %s AND f.version = %s
"""


class UnknownForm(LookupError):
    """This version of the form is not known here."""


class UnknownTeamKey(LookupError):
    """It was sealed with a key that the team never had."""


class AnotherBody(ValueError):
    """Another report came under the same name as one that is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """The receipt: which report it became, and whether this was the first time."""

    reference: str
    instance: str
    digest: str
    new: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the database knows of an arriving report, asked in one question."""

    form: Published
    reference: str
    digest: str


def take_sealed(
    *,
    actor: Actor,
    arriving: Arriving,
    digest: str,
    at: datetime,
    source: Source = Source.BROWSER,
) -> Taken:
    """Store a report that was sealed on the phone; the same one again changes nothing.

    `digest` is the SHA-256, in hex, of what was sent. Raise NoSuchReport for a team
    that is not hers, UnknownForm, UnknownTeamKey, LiesOpen or AnotherBody.
    """
    if not may_see_reports(actor) or arriving.team not in actor.own_teams:
        raise NoSuchReport(str(arriving.team))
    try:
        return _take(actor, arriving, digest, at, source)
    except IntegrityError:
        # Somebody was quicker with the same report: now it is known.
        if not Report.objects.filter(instance_id=arriving.instance).exists():
            raise AnotherBody(arriving.instance) from None
        return _take(actor, arriving, digest, at, source)


@transaction.atomic
def _take(
    actor: Actor, arriving: Arriving, digest: str, at: datetime, source: Source
) -> Taken:
    known = _known(actor, arriving)
    if known.reference:
        if known.digest != digest:
            raise AnotherBody(arriving.instance)
        return _receipt(known.reference, arriving, digest, new=False)
    check_coded(arriving.coded, known.form, country=actor.country)
    report = keep_report(
        actor=actor,
        arriving=arriving,
        form=known.form,
        digest=digest,
        at=at,
        source=source,
    )
    return _receipt(report.reference, arriving, digest, new=True)


def keep_report(
    *,
    actor: Actor,
    arriving: Arriving,
    form: Published,
    digest: str,
    at: datetime,
    source: Source,
) -> Report:
    """Store report, key, facts and journal entry, inside the caller's transaction."""
    coding = form.form.coding
    if coding is None:
        raise UnknownForm(form.form.id)
    try:
        facts = facts_from(arriving.coded, coding, crosswalks())
    except UnreadableAnswer:
        raise NotReadable from None
    report = Report(
        record=arriving.record,
        reference=next_reference(country=actor.country, year=at.year),
        country=actor.country,
        team_id=arriving.team,
        form_id=form.row,
        instance_id=arriving.instance,
        digest=digest,
        received_at=at,
        source=source,
        coded=kept_to_the_day(arriving.coded),
        what=main_act(facts),
        by_whom=main_perpetrator(facts),
        area=facts.incident.area,
        happened_on=facts.incident.on,
        sent_by=actor.handle,
        **arriving.groups,
    )
    insert([report])
    # Never over an earlier key: a report must not be able to shut another record.
    insert([row_of(arriving.wrap)])
    store_facts(report, facts)
    subject = report.reference
    record(kinds.TAKEN, actor=actor, subject=subject, at=at, source=source.value)
    return report


def _known(actor: Actor, arriving: Arriving) -> Known:
    team = Team._meta.pk.get_db_prep_value(arriving.team, connection)
    asked = [team, arriving.epoch, arriving.instance]
    asked += [actor.country, arriving.form, arriving.version]
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, asked)
        row = cursor.fetchone()
    if row is None:
        raise UnknownForm(f"{arriving.form} {arriving.version}")
    form, digest, key_known, reference, before_digest = row
    if not key_known:
        raise UnknownTeamKey(str(arriving.team))
    return Known(
        form=published(form, digest),
        reference=reference or "",
        digest=before_digest or "",
    )


def _receipt(reference: str, arriving: Arriving, digest: str, *, new: bool) -> Taken:
    return Taken(
        reference=reference, instance=arriving.instance, digest=digest, new=new
    )
