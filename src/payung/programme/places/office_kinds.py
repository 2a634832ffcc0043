"""Kinds of institutions: the country's own ladder of police, and those beside it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .packs import pack_of


class OfficeKind(models.TextChoices):
    """What is not police; the kinds of police offices are the country's own."""

    COURT = "court", _("Court")
    PROSECUTOR = "prosecutor", _("Prosecutor")
    MINISTRY = "ministry", _("Ministry or its office")
    HUMAN_RIGHTS = "human_rights", _("Human-rights institution")
    HEALTH = "health", _("Health office")
    OTHER = "other", _("Another institution")


# Where people are taken and what figures call a station is police, and nothing else.
POLICE = ~Q(kind__in=OfficeKind.values)


def is_police(kind: str) -> bool:
    """Return whether institutions of a kind are police."""
    return kind not in OfficeKind.values


def kind_names(country: str, language: str) -> dict[str, str]:
    """Return the words for every kind by its code: police first, lowest rung last."""
    police = {
        kind.code: kind.name.get(language) or kind.name["en"]
        for kind in pack_of(country).unit_kinds
    }
    return police | {kind.value: str(kind.label) for kind in OfficeKind}
