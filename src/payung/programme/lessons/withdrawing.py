"""Withdraw what was put on the shelf wrong: it stays with the reason and counts nowhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import access, kinds
from .codes import State, Why
from .models import Adoption, Lesson, ToolUse
from .refusals import NotAnyMore


# What is typed for others to read; gone for ever where it tells too much.
WORDS = {
    "lesson": (
        *("title", "problem", "change", "cost", "risks", "not_to_copy", "sent_back"),
    ),
    "link": ("words",),
    "tool": ("title", "about", "where"),
    "use": ("used_for", "evidence"),
    "rating": ("reason",),
    "practice": ("title", "about"),
    "look": (),
    "adoption": ("plan",),
    "review": ("adaptations",),
}
TELLING = (Why.NAMES, Why.UNSAFE)


@transaction.atomic
def withdraw(*, actor: Actor, what: str, row: Any, why: Why, at: datetime) -> Any:
    """Withdraw something of one's country; once more changes nothing. Raise CannotBe.

    Words that name somebody, or could put somebody in danger, go for ever.
    """
    check_may_withdraw(actor, what, row)
    fresh = type(row).objects.select_for_update().get(pk=row.pk)
    # What turns out to tell too much can be made to go for ever afterwards, too.
    if fresh.withdrawn_at is not None and why not in TELLING:
        return fresh
    if fresh.withdrawn_at is None:
        _refuse_what_rests_on_it(what, fresh)
        fresh.withdrawn_at, fresh.withdrawn_by = at, actor.handle
    fresh.why_withdrawn = why
    if isinstance(fresh, Lesson):
        fresh.state = State.WITHDRAWN
    if why in TELLING:
        _forget(what, fresh)
    fresh.save()
    record(
        kinds.WITHDRAWN,
        actor=actor,
        subject=str(fresh.pk),
        at=at,
        what=what,
        why=why.value,
    )
    return fresh


def may_withdraw(actor: Actor, what: str, row: Any) -> bool:
    """Return whether she may: her own, or anything of her country as who shares it."""
    if not access.works_here(actor) or row.withdrawn_at is not None:
        return False
    made_by = next(
        getattr(row, name)
        for name in ("made_by", "shared_by", "described_by", "planned_by")
        if hasattr(row, name)
    )
    here = (row.adoption.country if what == "review" else row.country) == actor.country
    return here and (access.may_share(actor) or made_by == actor.handle)


def check_may_withdraw(actor: Actor, what: str, row: Any) -> None:
    """Raise NotHerRole where it is neither her own nor hers to answer for."""
    if row.withdrawn_at is None and not may_withdraw(actor, what, row):
        access.check_may_share(actor)


def _refuse_what_rests_on_it(what: str, row: Any) -> None:
    rests: Iterable[Any] = ()
    if what == "use":
        rests = row.ratings.filter(withdrawn_at=None)
    elif what == "look":
        rests = row.adoptions.filter(withdrawn_at=None)
    elif what == "adoption":
        rests = row.reviews.filter(withdrawn_at=None)
    if list(rests):
        raise NotAnyMore(
            _("Something rests on it. Withdraw that first: %(what)s.")
            % {"what": _what_rests(row)}
        )


def _what_rests(row: Any) -> str:
    if isinstance(row, ToolUse):
        return _("the rating after this use")
    if isinstance(row, Adoption):
        return _("the looks after six or twelve months")
    return _("what was taken up because of it")


def _forget(what: str, row: Any) -> None:
    for name in WORDS[what]:
        setattr(row, name, "")
    if what == "practice":
        row.core.update(words="")
    if what == "look":
        row.answers.update(because="")
        row.blockers.update(how="")
