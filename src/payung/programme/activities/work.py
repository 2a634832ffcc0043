"""Kinds of activity that another app carries out, and the pages on which it does so.

Those apps stand above this one, so they tell it: each declares its kinds in its work.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from payung.programme.people.refusals import CannotBe

from .models import Activity, Kind


Page = Callable[[Activity], str]


class DoneElsewhere(CannotBe):
    """What came of it is written down in the app that carries it out."""


class DeclaredTwice(ValueError):
    """Two apps say that they carry out the same kind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """How an app carries out a kind.

    `row` is the name under which what it begins hangs on an activity. `begin` and
    `page` give addresses: of the page that begins it, and of what was begun. Where
    begun work is moved and called off on a page of its own, `leave` gives that one;
    where it is not, `moved` lets it follow from its activity to the one in its place.
    `unheld` takes back what it wrote down with the activity as held, or raises CannotBe
    where something rests on that; without it nobody can say that it was not held.
    """

    kind: Kind
    row: str
    begin: Page
    page: Page
    # Lazy texts: what stands on the two buttons.
    begin_word: Any
    page_word: Any
    leave: Page | None = None
    moved: Callable[[Activity, Activity], None] | None = None
    unheld: Callable[[Activity], None] | None = None


_WORK: dict[str, Work] = {}


def declare(work: Work) -> Work:
    """Keep how a kind is carried out; raise DeclaredTwice where another app does."""
    if work.kind in _WORK:
        raise DeclaredTwice(work.kind)
    _WORK[work.kind] = work
    return work


def work_of(kind: str) -> Work | None:
    """Return how a kind is carried out, or None: on the page of the activity itself."""
    return _WORK.get(kind)


def is_begun(activity: Activity) -> bool:
    """Return whether its app has begun the work that it stands for."""
    work = work_of(activity.kind)
    return work is not None and hasattr(activity, work.row)


def bare(kind: str) -> Q:
    """Return what picks activities of a kind under which no work was begun."""
    work = work_of(kind)
    if work is None:
        return Q(kind=kind)
    # What took the place of begun work is that work, wherever its row hangs.
    return Q(**{"kind": kind, work.row: None, f"first__{work.row}": None})


def refuse_elsewhere(activity: Activity) -> None:
    """Raise DoneElsewhere for a kind that an app carries out."""
    if is_begun(activity):
        raise on_its_own_page()
    if work_of(activity.kind) is not None:
        raise DoneElsewhere(
            _("Begin this on its own page. What came of it is written down there.")
        )


def on_its_own_page() -> DoneElsewhere:
    """Return the refusal of what is said where the work is carried out."""
    return DoneElsewhere(
        _("What came of this is written down on its own page. Open it here.")
    )
