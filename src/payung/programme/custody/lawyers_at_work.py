"""Which lawyer has worked on a case since somebody was taken, by what she wrote in it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from payung.programme.cases.asides import stands_aside
from payung.programme.cases.models import (
    Arrest,
    CaseMember,
    Happened,
    TimelineEntry,
)
from payung.programme.people.models import Person, RoleHeld
from payung.programme.people.roles import Role


# Lines that a lawyer leaves without having taken anything in hand.
NO_ACT = frozenset(
    {Happened.JOINED, Happened.LEFT, Happened.ASIDE, Happened.BACK_IN}
    | {Happened.LENT, Happened.LENT_OVER}
)


def acted_since(arrests: list[Arrest]) -> dict[int, str]:
    """Return the lawyer who has worked on the case since the arrest, by the arrest's id.

    Looking after the case is not enough: she may have joined a year ago, for something
    else, and not know that somebody was taken.
    """
    by_case = _attorney_members(arrests)
    if not by_case:
        return {}
    handles = {handle for found in by_case.values() for handle in found}
    lines = TimelineEntry.objects.filter(
        case__in=list(by_case),
        by__in=handles,
        written_at__gte=min(_known_since(one) for one in arrests),
    ).exclude(kind__in=NO_ACT)
    done: dict[object, list[tuple[datetime, str]]] = defaultdict(list)
    for case, by, written_at in lines.values_list("case", "by", "written_at"):
        done[case].append((written_at, by))
    found = {}
    for arrest in arrests:
        since = _known_since(arrest)
        own = [
            (written_at, by)
            for written_at, by in done[arrest.case_id]
            if written_at >= since and by in by_case[arrest.case_id]
        ]
        if own:
            found[arrest.pk] = max(own)[1]
    return found


def _known_since(arrest: Arrest) -> datetime:
    # With a range, from its end: what was done before may have been before the arrest.
    return arrest.taken_at_latest or arrest.taken_at


def _attorney_members(arrests: list[Arrest]) -> dict[object, set[str]]:
    """Return the lawyers who look after each case now and have not stepped aside."""
    lawyers = RoleHeld.objects.filter(role=Role.ATTORNEY).values("person")
    rows = CaseMember.objects.filter(
        ~stands_aside(case="case"),
        case__in=[arrest.case_id for arrest in arrests],
        until=None,
        person__in=Person.objects.filter(pk__in=lawyers, is_active=True),
    )
    found: dict[object, set[str]] = defaultdict(set)
    for case, handle in rows.values_list("case", "person__handle"):
        found[case].add(handle)
    return found
