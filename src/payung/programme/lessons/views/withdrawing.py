"""Withdraw something from the shelf, and say why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.lessons import access
from payung.programme.lessons import withdrawing as deeds
from payung.programme.lessons.codes import Why
from payung.programme.lessons.forms import WhyForm
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import signed_in


@signed_in
def withdraw(
    request: HttpRequest, actor: Actor, what: str, row_id: UUID
) -> HttpResponse:
    """Ask why, and withdraw it."""
    access.check_works_here(actor)
    row: Any = access.row_for(actor, what, row_id)
    deeds.check_may_withdraw(actor, what, row)
    form = WhyForm(request.POST or None)
    about = Ask(
        title=_("Withdraw it"),
        back=_page_of(what, row),
        button=_("Withdraw it"),
        said=_(
            "It stays in the list of your country with the reason, and counts nowhere. "
            "Where it tells too much or is unsafe its words are gone for ever."
        ),
    )

    def keep() -> str:
        deeds.withdraw(
            actor=actor,
            what=what,
            row=row,
            why=Why(form.cleaned_data["why"]),
            at=timezone.now(),
        )
        return about.back

    return ask_and_keep(request, form, about, keep)


def _page_of(what: str, row: Any) -> str:
    """Return the page on which it stood."""
    name, pk = {
        "lesson": ("lesson", row.pk),
        "link": ("lesson", getattr(row, "lesson_id", None)),
        "tool": ("tool", row.pk),
        "use": ("tool", getattr(row, "tool_id", None)),
        "rating": ("tool", getattr(row, "tool_id", None)),
        "practice": ("practice", row.pk),
        "look": ("practice-looked", row.pk),
        "adoption": ("adoption", row.pk),
        "review": ("adoption", getattr(row, "adoption_id", None)),
    }[what]
    return reverse(name, args=[pk])
