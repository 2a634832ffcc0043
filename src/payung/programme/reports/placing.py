"""Decide about what was set aside: a note of its own, or the same as one that is kept."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from payung.engines import sealed
from payung.engines.forms import (
    ForAnotherForm,
    NotASubmission,
    leaves,
    parse_submission,
    without_indexes,
)
from payung.gateways.vault import Vault
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import TeamEpoch

from . import kinds
from .access import NoSuchReport, may_see_reports
from .arriving import LiesOpen, NotReadable, check_coded, read_arriving
from .aside import FIELD
from .importing.sent_files import SentIn, keep_sent_file
from .intake import AnotherBody, UnknownForm, keep_report
from .models import FormVersion, Report, Source, Unplaced
from .plain_intake import PlainReport, take_plain
from .published import Published, published


ZIP = b"PK\x03\x04"


class SettledAlready(ValueError):
    """Somebody decided about it before."""


class NotYet(ValueError):
    """It cannot be taken in as it stands; it stays where it is."""


def aside_of(actor: Actor) -> QuerySet[Unplaced]:
    """Return what waits to be placed in her teams, newest first."""
    if not may_see_reports(actor):
        return Unplaced.objects.none()
    mine = Unplaced.objects.filter(team_id__in=actor.teams, country=actor.country)
    return mine.order_by("-received_at", "record")


def aside_for(actor: Actor, record_id: UUID) -> Unplaced:
    """Return one of them; raise NoSuchReport."""
    found = aside_of(actor).filter(pk=record_id).first()
    if found is None:
        raise NoSuchReport(str(record_id))
    return found


@transaction.atomic
def show_aside(
    *, actor: Actor, waiting: Unplaced, at: datetime
) -> tuple[tuple[str, str], ...]:
    """Return what can be read of it as (path, answer); raise Refused.

    What a phone had locked is opened with the team's key, where the team has that key.
    """
    pairs = _answers(actor, waiting, _body(actor, waiting))
    subject = str(waiting.record)
    record(kinds.ASIDE_SHOWN, actor=actor, subject=subject, at=at)
    return pairs


@transaction.atomic
def take_in(*, actor: Actor, waiting: Unplaced, vault: Vault, at: datetime) -> Report:
    """Take it in as a note of its own; raise SettledAlready, NotYet or Refused."""
    waiting = _open_still(waiting)
    body = _body(actor, waiting)
    form = _form_of(waiting)
    try:
        with transaction.atomic():
            report = (
                _sealed_note(actor, waiting, form, body, at)
                if body.startswith(b"{")
                else _plain_note(actor, waiting, form, body, vault, at)
            )
    except (LiesOpen, NotReadable, NotASubmission, ForAnotherForm) as refused:
        raise NotYet from refused
    except (IntegrityError, AnotherBody, UnknownForm) as refused:
        raise NotYet from refused
    # Whoever was with the person sent it; the one who places it stands in the journal.
    report.sent_by = waiting.sent_by
    report.save(update_fields=["sent_by"])
    _settle(actor, waiting, report.reference, at)
    became = report.reference
    subject = str(waiting.record)
    record(kinds.PLACED, actor=actor, subject=subject, at=at, became=became)
    return report


@transaction.atomic
def put_away(*, actor: Actor, waiting: Unplaced, at: datetime) -> Unplaced:
    """Mark it as the same as a note that is kept; it stays, and can still be read."""
    waiting = _open_still(waiting)
    _settle(actor, waiting, "", at)
    record(kinds.PUT_AWAY, actor=actor, subject=str(waiting.record), at=at)
    return waiting


def _open_still(waiting: Unplaced) -> Unplaced:
    fresh = Unplaced.objects.select_for_update().get(pk=waiting.pk)
    if fresh.settled_at is not None:
        raise SettledAlready(str(fresh.pk))
    return fresh


def _settle(actor: Actor, waiting: Unplaced, became: str, at: datetime) -> None:
    waiting.became, waiting.settled_at = became, at
    waiting.settled_by = actor.handle
    waiting.save(update_fields=["became", "settled_at", "settled_by"])


def _body(actor: Actor, waiting: Unplaced) -> bytes:
    secret = actor.unlocked.secret(waiting.record)
    return sealed.open_field(secret, FIELD, waiting.body).encode("latin-1")


def _form_of(waiting: Unplaced) -> Published:
    row = FormVersion.objects.filter(
        country=waiting.country, form_id=waiting.form_id, version=waiting.version
    ).first()
    if row is None:
        raise NotYet(waiting.version)
    return published(row.pk, row.digest)


def _instance(waiting: Unplaced) -> str:
    # Its own number is taken by the note that came first.
    return f"uuid:{waiting.record}"


def _sealed_note(
    actor: Actor, waiting: Unplaced, form: Published, body: bytes, at: datetime
) -> Report:
    arriving = read_arriving(body)
    # What nobody has a key for would be a note that never opens.
    known = TeamEpoch.objects.filter(team_id=arriving.team, number=arriving.epoch)
    if arriving.team != waiting.team_id or not known.exists():
        raise NotYet(str(arriving.epoch))
    check_coded(arriving.coded, form, country=waiting.country)
    return keep_report(
        actor=actor,
        arriving=replace(arriving, instance=_instance(waiting)),
        form=form,
        digest=waiting.digest,
        at=at,
        source=Source.BROWSER,
    )


def _plain_note(
    actor: Actor,
    waiting: Unplaced,
    form: Published,
    body: bytes,
    vault: Vault,
    at: datetime,
) -> Report:
    xml, files = _unpacked(body)
    sent = parse_submission(xml, form.form)
    given = PlainReport(
        instance=_instance(waiting), answers=sent.answers, digest=waiting.digest
    )
    taken = take_plain(
        actor=actor,
        team=waiting.team,
        form=form,
        given=given,
        source=Source.OPENROSA,
        at=at,
    )
    report = Report.objects.get(reference=taken.reference)
    asked = {text: without_indexes(path) for path, text in leaves(sent.answers)}
    for name, content in files.items():
        one = SentIn(name=name, kind="", content=content, question=asked.get(name, ""))
        keep_sent_file(actor=actor, report=report, given=one, vault=vault, at=at)
    return report


def _unpacked(body: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return the answers, and the files that came with them by name."""
    if not body.startswith(ZIP):
        return body, {}
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        whole = {name: archive.read(name) for name in archive.namelist()}
    xml = whole.pop("submission.xml")
    return xml, {name.partition("/")[2]: content for name, content in whole.items()}


def _answers(
    actor: Actor, waiting: Unplaced, body: bytes
) -> tuple[tuple[str, str], ...]:
    if not body.startswith(b"{"):
        xml, _files = _unpacked(body)
        return _of_xml(waiting, xml)
    arriving = read_arriving(body)
    pairs = list(leaves(arriving.coded))
    secret = sealed.unwrap(
        arriving.wrap, actor.unlocked.team(arriving.team, arriving.epoch)
    )
    for group, envelope in arriving.groups.items():
        said = json.loads(sealed.open_field(secret, f"report.{group}", envelope))
        pairs += [(str(path), str(text)) for path, text in said.items()]
    return tuple(pairs)


def _of_xml(waiting: Unplaced, xml: bytes) -> tuple[tuple[str, str], ...]:
    try:
        sent = parse_submission(xml, _form_of(waiting).form)
    except (NotYet, NotASubmission, ForAnotherForm):
        return (("", xml.decode("utf-8", "replace")),)
    return tuple(leaves(sent.answers))
