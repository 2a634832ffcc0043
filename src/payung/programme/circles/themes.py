"""Subjects of findings: one list for all countries, and what a country adds to it."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe

from . import kinds
from .models import Theme


LANGUAGES = ("en", "bn", "id", "my", "ne")


class NoSuchTheme(CannotBe):
    """A subject that is not on the list of this country."""


class ThemeThere(CannotBe):
    """A subject that is on the list already."""


@lru_cache(maxsize=4)
def _shared(path: Path) -> Mapping[str, Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return MappingProxyType(
        {row["code"]: {one: row[f"label_{one}"] for one in LANGUAGES} for row in rows}
    )


def shared_themes() -> Mapping[str, Mapping[str, str]]:
    """Return code -> language -> label of the list that all countries share."""
    return _shared(settings.COUNTRIES / "codes" / "themes.csv")


def themes_of(country: str, language: str) -> dict[str, str]:
    """Return code -> label of every subject that can be chosen in a country."""
    shared = {
        code: labels.get(language) or labels["en"]
        for code, labels in shared_themes().items()
    }
    local = Theme.objects.filter(country=country, ended_at=None).order_by("label")
    return shared | dict(local.values_list("code", "label"))


def label_of(country: str, code: str, language: str) -> str:
    """Return the label of a subject, of an ended one too; its code where none is."""
    labels = shared_themes().get(code)
    if labels is not None:
        return labels.get(language) or labels["en"]
    row = Theme.objects.filter(country=country, code=code).first()
    return row.label if row else code


def check_themes(country: str, codes: Iterable[str]) -> None:
    """Raise NoSuchTheme unless there is one, and all are on the list."""
    given = set(codes)
    if not given or not given <= set(themes_of(country, "en")):
        raise NoSuchTheme(_("Choose at least one subject of the list."), field="themes")


@transaction.atomic
def add_theme(*, actor: Actor, label: str, at: datetime) -> Theme:
    """Add a subject to the list of her country; raise ThemeThere."""
    wanted = " ".join(unicodedata.normalize("NFC", label).split())
    known = {one.casefold() for one in themes_of(actor.country, "en").values()}
    if wanted.casefold() in known:
        raise ThemeThere(_("This subject is on the list already."), field="label")
    number = Theme.objects.filter(country=actor.country).count() + 1
    theme = Theme.objects.create(
        country=actor.country,
        code=f"{actor.country}_{number:03}",
        label=wanted,
        made_at=at,
        made_by=actor.handle,
    )
    record(kinds.THEME, actor=actor, subject=theme.code, at=at, code=theme.code)
    return theme
