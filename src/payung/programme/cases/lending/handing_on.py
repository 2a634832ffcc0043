"""What somebody had to do for a case goes to another, or to anyone of its team.

Apps above keep more that has somebody's name on it, such as dates at court. A module
for each is named in settings.HANDED_ON_WITH_A_CASE: see Follower.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

from django.conf import settings
from django.db.models import Q, QuerySet

from payung.programme.cases.access import could_look_after
from payung.programme.cases.models import Case, CaseMember, Happened
from payung.programme.cases.timeline import add_line_by_itself
from payung.programme.journal.actions import Acting
from payung.programme.people.models import Person


class Follower(Protocol):
    """A module of an app above, whose rows go on with a case."""

    def cases_with(self, person: Person) -> QuerySet[Case]:
        """Return the cases in which this person still has something to do."""

    def hand_on(
        self,
        *,
        actor: Acting,
        case: Case,
        leaver: Person,
        successor: Person | None,
        at: datetime,
    ) -> None:
        """Give what the leaver had to the successor; None means anyone."""


def hand_on(
    *,
    actor: Acting,
    case: Case,
    leaver: Person,
    successor: Person | None,
    at: datetime,
) -> bool:
    """Hand on all of one case, and open nothing; return whether the successor got it.

    Somebody who cannot open the case gets nothing of it: then it is anyone's.
    """
    takes = successor
    if takes and not could_look_after(case).filter(pk=takes.pk).exists():
        takes = None
    had = case.members.filter(person=leaver, until=None).update(until=at)
    if had:
        _line(case, Happened.LEFT, leaver, actor, at)
    if had and takes is not None:
        _look_after(case, takes, actor, at)
    tasks = case.tasks.filter(assigned_to=leaver, done_at=None)
    tasks.update(assigned_to=takes)
    for each in _others():
        each.hand_on(actor=actor, case=case, leaver=leaver, successor=takes, at=at)
    return takes is not None


def _look_after(case: Case, person: Person, actor: Acting, at: datetime) -> None:
    _row, new = CaseMember.objects.get_or_create(
        case=case, person=person, until=None, defaults={"since": at}
    )
    if new:
        _line(case, Happened.JOINED, person, actor, at)


def _line(case: Case, kind: Happened, who: Person, actor: Acting, at: datetime) -> None:
    # Codes and handles only: whoever closes an account may not be able to open this.
    add_line_by_itself(case=case, kind=kind, about=who.handle, by=actor.handle, at=at)


def cases_with(person: Person) -> QuerySet[Case]:
    """Return every case in which somebody still has something to do."""
    hers = (
        Q(members__person=person, members__until=None)
        | Q(tasks__assigned_to=person, tasks__done_at=None)
        | Q(loans__person=person, loans__ended_at=None)
    )
    for each in _others():
        hers |= Q(pk__in=each.cases_with(person).values("pk"))
    return Case.objects.filter(pk__in=Case.objects.filter(hers).values("pk"))


def _others() -> Iterator[Follower]:
    for name in getattr(settings, "HANDED_ON_WITH_A_CASE", ()):
        yield cast("Follower", import_module(name))
