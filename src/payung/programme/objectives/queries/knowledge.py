"""Courses and paralegals: KYR_REACH, KYR_GAIN, KYR_PASS, KYR_RETAIN, PL_*, POL_TRAIN."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from payung.engines import indicators
from payung.engines.indicators import FollowUp, Pairs, Paralegal, Total
from payung.programme.cases.models import CaseMember
from payung.programme.counselling.models import Session
from payung.programme.learning.codes import Level, TestKind
from payung.programme.learning.models import (
    Assessment,
    Certificate,
    CourseGroup,
    Enrolment,
    Observation,
)
from payung.programme.outreach.models import OutreachVisit
from payung.programme.standby.models import Shift

from .people_counted import different_cards
from .scope import WHOLE, Answer, Scope, beside


_PASSED = Q(
    score__gte=F("group__version__pass_percent") * F("highest") / 100.0,
)


def kyr_reach(scope: Scope) -> Answer:
    """Return different people by card; beside it the heads, cards or none."""
    done = _completed(scope, police=False)
    shown = done.filter(card__isnull=False).order_by()
    return {
        WHOLE: different_cards(
            shown.values_list("card__digest", flat=True).distinct(), scope
        ),
        beside("heads"): Total(count=_heads(scope, police=False)),
    }


def kyr_gain(scope: Scope) -> Answer:
    """Return the mean gain of the pairs whose second test was in the period."""
    return {WHOLE: indicators.kyr_gain(_pairs(scope, police=False))}


def kyr_pass(scope: Scope) -> Answer:
    """Return those at the mark of their own course, of the completers tested after it."""
    finished = Enrolment.objects.filter(
        group=OuterRef("group"), completed_at__isnull=False
    )
    hers = Exists(finished.filter(code=OuterRef("code")).exclude(code=""))
    after = _tests(scope, TestKind.POST, police=False).filter(
        Q(enrolment__completed_at__isnull=False) | hers
    )
    counted = after.aggregate(whole=Count("pk"), part=Count("pk", filter=_PASSED))
    at_mark = {1.0: counted["part"], 0.0: counted["whole"] - counted["part"]}
    return {WHOLE: indicators.kyr_pass(at_mark, pass_mark=1)}


def kyr_retain(scope: Scope) -> Answer:
    """Return those still at the mark; beside it how much of the sample was reached."""
    again = _tests(scope, TestKind.FOLLOW_UP, police=False)
    rows = (
        again.order_by()
        .values_list("days_after")
        .annotate(whole=Count("pk"), part=Count("pk", filter=_PASSED))
    )
    found = list(_follow_ups(rows.exclude(days_after=None)))
    groups = again.order_by().values("group")
    sample = Assessment.objects.filter(group__in=groups, kind=TestKind.POST).count()
    reached = sum(each.people for each in found if each.counts)
    return {
        WHOLE: indicators.kyr_retain(found, pass_mark=1),
        beside("reached"): indicators.kyr_retain_reached(
            found, sample=max(sample, reached)
        ),
    }


def pol_train(scope: Scope) -> Answer:
    """Return officers who completed; beside it the gain where tests were allowed."""
    return {
        WHOLE: indicators.pol_train(completed=_heads(scope, police=True)),
        beside("gain"): indicators.pol_gain(_pairs(scope, police=True)),
    }


def pl_active(scope: Scope) -> Answer:
    """Return the certified paralegals at work."""
    return {WHOLE: indicators.count_paralegals(paralegals(scope), scope.period)}


def pl_comp(scope: Scope) -> Answer:
    """Return the active paralegals who passed when last seen at work."""
    return {WHOLE: indicators.pl_comp(paralegals(scope), scope.period)}


def paralegals(scope: Scope) -> list[Paralegal]:
    """Return each certified paralegal of ours with what she did in the period."""
    looks = Observation.objects.filter(
        person=OuterRef("person"), on__lte=scope.period.last_day
    ).order_by("-on", "-made_at")
    rows = Certificate.objects.filter(
        country=scope.country,
        person__isnull=False,
        version__course__level=Level.PARALEGAL,
        valid_from__lte=scope.period.last_day,
        valid_to__gte=scope.period.first_day,
    )
    each = (
        rows.order_by()
        .values_list("person", "person__handle")
        .annotate(
            first=Min("valid_from"),
            last=Max("valid_to"),
            # Of two certificates one may have ended while the other goes on.
            going_on=Count("pk", filter=Q(ended_on=None)),
            ended=Max("ended_on"),
            seen=Subquery(looks.values("on")[:1]),
            passed=Subquery(looks.values("passed")[:1]),
        )
    )
    busy = _at_work(scope)
    return [
        _paralegal(row, person in busy or handle in busy)
        for person, handle, *row in each
    ]


def _paralegal(row: list[object], busy: bool) -> Paralegal:
    first, last, going_on, ended, seen, passed = row
    assert isinstance(first, date) and isinstance(last, date)  # noqa: S101, PT018
    return Paralegal(
        certified_from=first,
        certified_to=last,
        resigned_on=ended if isinstance(ended, date) and not going_on else None,
        deeds=int(busy),
        observed_on=seen if isinstance(seen, date) else None,
        passed=bool(passed),
    )


def _at_work(scope: Scope) -> set[object]:
    """Return ids and handles of those with a case, a talk, a visit or a duty."""
    cases = CaseMember.objects.filter(
        Q(until=None) | Q(until__gt=scope.start),
        since__lt=scope.end,
        case__country=scope.country,
    )
    visits = OutreachVisit.objects.filter(
        activity__country=scope.country, **scope.moments("activity__held_start")
    )
    talks = Session.objects.filter(
        case__country=scope.country, **scope.moments("held_at")
    )
    turns = Shift.objects.filter(
        period__country=scope.country, starts_at__lt=scope.end, ends_at__gt=scope.start
    )
    return {
        *cases.values_list("person", flat=True).distinct(),
        *visits.values_list("first", flat=True).distinct(),
        *visits.values_list("second", flat=True).distinct(),
        *talks.values_list("by", flat=True).distinct(),
        *turns.values_list("person", flat=True).distinct(),
    }


def _completed(scope: Scope, *, police: bool) -> QuerySet[Enrolment]:
    rows = Enrolment.objects.filter(
        group__country=scope.country, **scope.moments("completed_at")
    )
    level = Q(group__version__course__level=Level.POLICE)
    return rows.filter(level if police else _of_rights("group__version__course__"))


def _heads(scope: Scope, *, police: bool) -> int:
    groups = CourseGroup.objects.filter(
        country=scope.country, **scope.days("completed_on")
    )
    level = Q(version__course__level=Level.POLICE)
    groups = groups.filter(level if police else _of_rights("version__course__"))
    counted = groups.aggregate(n=Sum("completed"))["n"] or 0
    return counted + _completed(scope, police=police).count()


def _of_rights(to: str) -> Q:
    return Q(**{f"{to}level": Level.KYR})


def _tests(scope: Scope, kind: TestKind, *, police: bool) -> QuerySet[Assessment]:
    rows = Assessment.objects.filter(
        country=scope.country, kind=kind, **scope.moments("taken_at")
    )
    level = Q(group__version__course__level=Level.POLICE)
    return rows.filter(level if police else _of_rights("group__version__course__"))


def _pairs(scope: Scope, *, police: bool) -> Iterator[Pairs]:
    # The same group, the same code, the same version of the questions.
    first = Assessment.objects.filter(
        group=OuterRef("group"),
        kind=TestKind.PRE,
        code=OuterRef("code"),
        bank=OuterRef("bank"),
    )
    paired = _tests(scope, TestKind.POST, police=police).annotate(
        before=Subquery(first.values("score")[:1])
    )
    rows = paired.exclude(before=None).order_by()
    for before, after, highest, people in rows.values_list(
        "before", "score", "highest"
    ).annotate(people=Count("pk")):
        yield Pairs(before=before, after=after, highest=highest, people=people)


def _follow_ups(rows: QuerySet[Assessment, tuple[int, ...]]) -> Iterator[FollowUp]:
    for days, whole, part in rows:
        yield FollowUp(days_after=days, score=1, people=part)
        yield FollowUp(days_after=days, score=0, people=whole - part)
