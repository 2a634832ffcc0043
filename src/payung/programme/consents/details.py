"""What names her: sealed under the key of one purpose, so that it goes when that goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.programme.cases.models import Case
from payung.programme.journal.actions import record
from payung.programme.journal.kinds import Kind

from . import kinds
from .models import Detail, Purpose, PurposeDetail, PurposeKey
from .opening import NotOpened
from .permits import Permit


def detail_field(detail_id: UUID) -> str:
    """Return what one detail is sealed as."""
    return f"consents.detail.{detail_id}"


@transaction.atomic
def set_detail(permit: Permit, kind: Detail, text: str) -> None:
    """Keep a detail in place of what was there; an empty text takes it away.

    Raise NotOpened where she took the yes back since the Permit was given.
    """
    key = _key_of(permit)
    row = key.details.filter(kind=kind).first()
    if not text.strip():
        key.details.filter(kind=kind).delete()
    else:
        row = row or PurposeDetail(id=uuid4(), key=key, kind=kind)
        row.text = sealed.seal_field(permit.secret, detail_field(row.pk), text)
        row.at, row.by = permit.at, permit.actor.handle
        row.save()
    _note(kinds.DETAIL_KEPT, permit, kind)


def detail_of(permit: Permit, kind: Detail) -> str:
    """Return a detail, or nothing where none is kept; raise Refused.

    Whoever lets it leave writes that down; `show_detail` is for a page.
    """
    row = _rows(permit).filter(kind=kind).first()
    return _opened(permit, row) if row is not None else ""


def details_of(permit: Permit) -> Mapping[Detail, str]:
    """Return all that is kept under one purpose; raise Refused."""
    rows = _rows(permit)
    return {Detail(row.kind): _opened(permit, row) for row in rows}


@transaction.atomic
def show_detail(permit: Permit, kind: Detail) -> str:
    """Return a detail for a page; it is written down who read it."""
    text = detail_of(permit, kind)
    _note(kinds.DETAIL_SHOWN, permit, kind)
    return text


def kept(case: Case, purpose: Purpose) -> Mapping[Detail, datetime]:
    """Return which details lie under a purpose, and since when; opens nothing."""
    key = {"key__case": case, "key__purpose": purpose, "key__shut_at": None}
    rows = PurposeDetail.objects.filter(**key).values_list("kind", "at")
    return {Detail(kind): at for kind, at in rows}


def _rows(permit: Permit) -> QuerySet[PurposeDetail]:
    return PurposeDetail.objects.filter(key__record=str(permit.secret.record))


def _key_of(permit: Permit) -> PurposeKey:
    """Return the key of a Permit, locked, so that shredding waits or came first."""
    keys = PurposeKey.objects.select_for_update()
    key = keys.filter(pk=str(permit.secret.record), shut_at=None).first()
    if key is None:
        raise NotOpened(_("She took this back a moment ago. Nothing was kept."))
    return key


def _opened(permit: Permit, row: PurposeDetail) -> str:
    return sealed.open_field(permit.secret, detail_field(row.pk), row.text)


def _note(kind: Kind, permit: Permit, detail: Detail) -> None:
    record(
        kind,
        actor=permit.actor,
        subject=permit.case.reference,
        at=permit.at,
        purpose=permit.purpose.value,
        detail=detail.value,
    )
