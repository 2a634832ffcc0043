"""Open a sealed part of one report, one at a time; the first opening tidies up."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import phonenumbers
from django.db import transaction

from payung.engines import sealed
from payung.engines.forms import without_indexes
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.look_up import note_values
from payung.programme.people.models import RecordKey
from payung.programme.people.rewrapping import keep_within_team

from . import kinds
from .arriving import GROUPS
from .models import Report


PHONE, CODE = "phone", "code"
# What the coding tables of all countries call the code of a person.
PERSON_CODE = "uic"


class NoSuchPart(LookupError):
    """A report has four sealed parts; this is none of them."""


@transaction.atomic
def show_part(
    *, actor: Actor, report: Report, part: str, at: datetime
) -> dict[str, str]:
    """Return the answers of one sealed group by path; raise NoSuchPart or Refused."""
    if part not in GROUPS:
        raise NoSuchPart(part)
    secret = actor.unlocked.secret(report.record)
    answers = opened_part(report, secret, part)
    if report.opened_at is None:
        _first_opening(actor, report, secret, at)
    record(kinds.SHOWN, actor=actor, subject=report.reference, at=at, part=part)
    return answers


def opened_part(
    report: Report, secret: sealed.RecordSecret, part: str
) -> dict[str, str]:
    """Return the answers of a group by path; none where nothing was sealed."""
    envelope: sealed.Envelope | None = getattr(report, part)
    if envelope is None:
        return {}
    return _answers(sealed.open_field(secret, f"report.{part}", envelope))


def indexed_values(secret: sealed.RecordSecret) -> Iterable[tuple[str, str]]:
    """Return what can be looked up exactly in a record, as (field, value).

    It is what the change of keys asks for each record; a record that is no report has
    nothing here.
    """
    report = Report.objects.filter(pk=UUID(str(secret.record))).first()
    return () if report is None else values_in(report, secret)


def values_in(
    report: Report, secret: sealed.RecordSecret
) -> tuple[tuple[str, str], ...]:
    """Return the person's code and every telephone number of a report."""
    found: set[tuple[str, str]] = set()
    for part in GROUPS:
        try:
            answers = opened_part(report, secret, part)
        except sealed.Refused:
            # A phone sent something else as this part: the others are still looked at.
            continue
        for path, text in answers.items():
            if path.rpartition("/")[2] == PERSON_CODE:
                found.add((CODE, spelled_code(text)))
            found.update((PHONE, one) for one in phones_in(text, report.country))
    return tuple(sorted(found))


def phones_in(text: str, country: str) -> list[str]:
    """Return the telephone numbers in a text, in one spelling: +9779812345678."""
    found = phonenumbers.PhoneNumberMatcher(text, country.upper())
    spelling = phonenumbers.PhoneNumberFormat.E164
    return [phonenumbers.format_number(match.number, spelling) for match in found]


def spelled_code(text: str) -> str:
    """Return a person's code in one spelling, however it was typed."""
    return "".join(text.split()).upper()


def _answers(text: str) -> dict[str, str]:
    # What a phone sealed is not to be trusted more than what it sends open.
    try:
        said = json.loads(text)
    except ValueError:
        raise sealed.Refused from None
    if not isinstance(said, dict):
        raise sealed.Refused
    return {str(path): str(value) for path, value in said.items()}


def _first_opening(
    actor: Actor, report: Report, secret: sealed.RecordSecret, at: datetime
) -> None:
    keep_within_team(actor=actor, record_id=report.record)
    row = RecordKey.objects.get(record=report.record)
    keys = actor.unlocked.team(row.team_id, row.epoch)
    values = values_in(report, secret)
    note_values(keys=keys, record_id=report.record, values=values)
    report.opened_at = at
    report.save(update_fields=["opened_at"])
    record(kinds.FIRST_OPENED, actor=actor, subject=report.reference, at=at)


def bare(path: str) -> str:
    """Return a path as the form knows it, without the numbers of entries."""
    return without_indexes(path)
