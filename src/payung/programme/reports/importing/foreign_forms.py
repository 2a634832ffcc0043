"""Forms of others: read so that what was filled in them can come in, never for filling."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from payung.engines.forms import (
    Form,
    Keep,
    publish,
    read_coding,
    read_text,
    read_xlsx,
    write_text,
)
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.reports import kinds
from payung.programme.reports.models import FormVersion
from payung.programme.reports.publishing import AlreadyPublished


# Only what is chosen, counted or dated may ever lie open.
COUNTABLE = {"select_one", "select_multiple", "integer", "decimal", "range", "date"}


def form_text(content: bytes) -> str:
    """Return an XLSForm as text; raise UnreadableForm or NotPublishable, row by row."""
    source = read_xlsx(content)
    publish(source, for_filling=False)
    return write_text(source)


def read_only(text: str) -> Form:
    """Return a form of others, compiled for reading alone."""
    return publish(read_text(text), for_filling=False)


def countable(form: Form) -> dict[str, str]:
    """Return path -> type of the questions that a person may let lie open."""
    return {
        path: node["type"]
        for path, node in form.questions().items()
        if node["type"] in COUNTABLE
    }


def proposed_coding(form: Form, coded: Iterable[str] = ()) -> str:
    """Return a coding table as CSV: everything sealed but the questions named."""
    wanted = set(coded) & set(countable(form))
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(["question", "keep", "becomes", "note"])
    for path in form.questions():
        keep = Keep.CODED if path in wanted else Keep.DETAILS
        lines.writerow([path, keep.value, "", ""])
    return out.getvalue()


@transaction.atomic
def publish_for_reading(
    *, actor: Actor, text: str, coding: str, at: datetime
) -> FormVersion:
    """Keep a form of others, out of use; the same text again changes nothing.

    Raise NotPublishable, or AlreadyPublished where this version stands otherwise.
    """
    form = publish(read_text(text), coding=read_coding(coding), for_filling=False)
    digest = hashlib.sha256(f"{text}\0{coding}".encode()).hexdigest()
    stands = FormVersion.objects.filter(
        country=actor.country, form_id=form.id, version=form.version
    ).first()
    if stands is not None:
        if stands.source != text:
            raise AlreadyPublished(f"{form.id} {form.version}")
        return stands
    row = FormVersion.objects.create(
        country=actor.country,
        form_id=form.id,
        version=form.version,
        title={"en": form.title},
        source=text,
        xform=form.xform_xml,
        compiled=form.compiled,
        strings=form.strings,
        coding=coding,
        digest=digest,
        published_at=at,
        in_use=False,
    )
    details = {"form": form.id[:200], "version": form.version}
    record(kinds.PUBLISHED, actor=actor, subject=actor.country, at=at, **details)
    return row
