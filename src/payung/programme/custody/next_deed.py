"""The one thing that the board suggests for somebody held: a table, first that fits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from payung.programme.cases.models import Arrest

from .helping import Help, Law
from .models import DraftState, OverdueDraft


@dataclass(frozen=True, kw_only=True, slots=True)
class Deed:
    """What to do next: a page (`url`) or one press (`press`), never both."""

    title: str
    url: str = ""
    press: str = ""


def next_deed(
    arrest: Arrest,
    help_now: Help,
    drafts: tuple[OverdueDraft, ...],
    *,
    at: datetime,
) -> Deed:
    """Return the next step: a lawyer before all, then somebody who goes, then paper."""
    reference = arrest.case.reference
    if help_now.lawyer.law is Law.NOBODY:
        return Deed(title=_("Call for a lawyer"), press=f"lawyer {reference}")
    if not help_now.somebody_comes(at):
        return _somebody_goes(reference, help_now)
    for draft in drafts:
        title = (
            _("Look at the note again")
            if draft.state == DraftState.DOUBTFUL
            else _("Write it into a note")
        )
        return Deed(
            title=title, url=reverse("case-overdue", args=[reference, draft.pk])
        )
    if any(one.ended_at is None for one in arrest.pauses.all()):
        url = reverse("case-pause", args=[reference])
        return Deed(title=_("Say when the journey ended"), url=url)
    url = reverse("case-step", args=[reference])
    return Deed(title=_("Write down what has happened since"), url=url)


def _somebody_goes(reference: str, help_now: Help) -> Deed:
    asked = any(not one.person for one in help_now.helpers)
    if help_now.contact and not asked:
        url = reverse("call-pair", args=[help_now.contact])
        return Deed(title=_("Ask two people to go"), url=url)
    return Deed(title=_("I am on my way"), press=f"go {reference}")
