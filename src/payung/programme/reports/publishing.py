"""Put a form into use. Earlier versions stay: what was answered in them stays readable."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction

from payung.engines.forms import Form, publish, read_coding, read_text
from payung.programme.journal.actions import Acting, record
from payung.programme.places.packs import pack_of

from . import kinds
from .models import FormVersion


class AlreadyPublished(ValueError):
    """This version stands, with other content. Give the changed form a new version."""


class NoSuchForm(LookupError):
    """The country's folder names no form with this id."""


def form_texts(country: str, form_id: str = "") -> tuple[str, str]:
    """Return text and coding table of a form in the country's folder; raise NoSuchForm.

    Without an id it is the first that pack.toml names.
    """
    for files in pack_of(country).forms:
        if form_id in {"", files.id}:
            return files.text.read_text(), files.coding.read_text()
    raise NoSuchForm(f"{country}/pack.toml names no form '{form_id}'.")


def compiled_form(text: str, coding: str) -> Form:
    """Return the form ready for use; raise NotPublishable with every problem."""
    return publish(read_text(text), coding=read_coding(coding))


@transaction.atomic
def publish_form(
    *, actor: Acting, country: str, text: str, coding: str, at: datetime
) -> FormVersion:
    """Put a form into use in a country; the same text again changes nothing.

    Raise NotPublishable with every problem, or AlreadyPublished for a version that
    stands with other content.
    """
    form = compiled_form(text, coding)
    digest = hashlib.sha256(f"{text}\0{coding}".encode()).hexdigest()
    versions = FormVersion.objects.filter(country=country, form_id=form.id)
    stands = versions.filter(version=form.version).first()
    if stands is not None and stands.digest != digest:
        raise AlreadyPublished(f"{form.id} {form.version}")
    versions.update(in_use=False)
    row = stands or _row(country, form, text, coding, digest, at)
    row.in_use = True
    row.save()
    details = {"form": form.id, "version": form.version}
    record(kinds.PUBLISHED, actor=actor, subject=country, at=at, **details)
    return row


def _row(
    country: str, form: Form, text: str, coding: str, digest: str, at: datetime
) -> FormVersion:
    return FormVersion(
        country=country,
        form_id=form.id,
        version=form.version,
        title={language: _title(form, language) for language in form.languages},
        source=text,
        xform=form.xform_xml,
        compiled=form.compiled,
        strings=form.strings,
        coding=coding,
        digest=digest,
        published_at=at,
    )


def _title(form: Form, language: str) -> str:
    """Return the title in a language where the form has one, else its only title."""
    at = form.compiled.get("title")
    word = form.strings[language][at] if isinstance(at, int) else None
    return word if isinstance(word, str) else form.title
