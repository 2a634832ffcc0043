"""What people learned, added up in the database: KYR_REACH to POL_TRAIN.

This is the one place where these are counted; programme/objectives asks here too. Where
two readings were possible, that of ../shared/data/indicators.csv and of section c.13 of
../shared/reference/programme.md was taken:

- KYR_REACH is different people *by member card or keyed sketch*. Somebody without a card
  cannot be told from herself in another group, so she is in the heads beside the number
  and not in the number. A card is one person however many courses it completed.
- Only courses of the level know-your-rights count. A refresher teaches again those who
  were reached before, and a paralegal's course is counted by its certificates.
- KYR_PASS asks every completer with a test after the course. She is known by the row of
  the group that the test hangs on, or by the code she made where it hangs on none.
- The mark is compared in whole numbers: 60 of a hundred of 15 is exactly 9.
- PL_ACTIVE and PL_COMP stand in paralegals.py, by the same two sources.

One's own team may see these; whatever leaves goes through engines.disclosure first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    When,
)

from payung.engines.indicators import (
    FollowUp,
    Mean,
    NotComputable,
    Pairs,
    Period,
    Ratio,
    Total,
    kyr_gain,
    kyr_pass,
    kyr_retain,
    kyr_retain_reached,
    pol_gain,
    pol_train,
)

from .codes import Level, TestKind
from .models import Assessment, CourseGroup, Enrolment


PASSED = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Within:
    """A country, a period, and the zone in which its days begin; whom it is about."""

    country: str
    period: Period
    zone: ZoneInfo
    level: Level = Level.KYR

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Return its first moment, and the first moment after it."""
        return self.period.starts_at(self.zone), self.period.ends_at(self.zone)


# By what KYR_GAIN, KYR_PASS and KYR_RETAIN are divided.
AXES = {
    "course": "group__version__course__code",
    "language": "language",
    "delivery": "delivery",
}


def reached_cards(within: Within) -> QuerySet[Enrolment, str]:
    """Return the digests of the cards that completed, each once: KYR_REACH."""
    rows = _completers(within).filter(card__isnull=False).order_by()
    return rows.values_list("card__digest", flat=True).distinct()


def heads_in(within: Within) -> int:
    """Return, with KYR_REACH, everybody who completed a group, with a card or without."""
    days = (within.period.first_day, within.period.last_day)
    groups = CourseGroup.objects.filter(
        country=within.country, version__course__level=within.level
    )
    counted = groups.filter(completed_on__range=days).aggregate(n=Sum("completed"))["n"]
    return (counted or 0) + _completers(within).count()


def cards_by(
    within: Within, field: str, *, but_not: Collection[str] = ()
) -> dict[str, int]:
    """Return how many cards completed by a field of the row, each by its latest course.

    `but_not` are digests of cards that are counted elsewhere.

    Of two that ended in one moment the row written later counts, so that a card is
    always in one category only.
    """
    rows = _completers(within)
    if but_not:
        rows = rows.exclude(card__digest__in=list(but_not))
    later = rows.filter(card=OuterRef("card")).order_by("-completed_at", "-pk")
    once = rows.filter(card__isnull=False, pk=Subquery(later.values("pk")[:1]))
    return dict(once.order_by().values_list(field).annotate(n=Count("pk")))


def kyr_gain_of(within: Within) -> Mean | NotComputable:
    """Return KYR_GAIN of all courses and languages."""
    return kyr_gain(_pairs(_matched(within)))


def kyr_gain_by(axis: str, within: Within) -> dict[str, Mean | NotComputable]:
    """Return KYR_GAIN by course, language or way of asking."""
    rows = _matched(within)
    return {
        category: kyr_gain(_pairs(rows.filter(**{AXES[axis]: category})))
        for category in _categories(rows, AXES[axis])
    }


def gain_of_group(group: CourseGroup) -> Mean | NotComputable:
    """Return the gain of one group, whichever course it takes."""
    posts = Assessment.objects.filter(group=group, kind=TestKind.POST)
    return kyr_gain(_pairs(_with_before(posts)))


def kyr_pass_of(within: Within) -> Ratio | NotComputable:
    """Return KYR_PASS: completers at the mark, of the completers tested after it."""
    return kyr_pass(_at_mark(_tested_completers(within)), pass_mark=PASSED)


def kyr_pass_by(axis: str, within: Within) -> dict[str, Ratio | NotComputable]:
    """Return KYR_PASS by course, language or way of asking."""
    rows = _tested_completers(within)
    return {
        category: kyr_pass(
            _at_mark(rows.filter(**{AXES[axis]: category})), pass_mark=PASSED
        )
        for category in _categories(rows, AXES[axis])
    }


def kyr_retain_of(within: Within) -> Ratio | NotComputable:
    """Return KYR_RETAIN: those still at the mark 60 to 120 days later."""
    return kyr_retain(_follow_ups(_again(within)), pass_mark=PASSED)


def kyr_retain_by(axis: str, within: Within) -> dict[str, Ratio | NotComputable]:
    """Return KYR_RETAIN by course."""
    rows = _again(within)
    return {
        category: kyr_retain(
            _follow_ups(rows.filter(**{AXES[axis]: category})), pass_mark=PASSED
        )
        for category in _categories(rows, AXES[axis])
    }


def kyr_retain_reached_of(within: Within) -> Ratio | NotComputable:
    """Return, with KYR_RETAIN, how many of those asked after the course were reached."""
    rows = _tests(within, TestKind.FOLLOW_UP)
    sample = Assessment.objects.filter(
        group__in=rows.values("group"), kind=TestKind.POST
    ).count()
    reached = [each for each in _follow_ups(_again(within)) if each.counts]
    people = sum(each.people for each in reached)
    # Who missed the test after the course may still come to this one.
    return kyr_retain_reached(reached, sample=max(sample, people))


def pol_train_of(within: Within) -> Total:
    """Return POL_TRAIN: personnel of offices who completed, by heads or by numbers."""
    return pol_train(completed=heads_in(replace(within, level=Level.POLICE)))


def pol_gain_of(within: Within) -> Mean | NotComputable:
    """Return, with POL_TRAIN, the gain where tests before and after were allowed."""
    return pol_gain(_pairs(_matched(replace(within, level=Level.POLICE))))


def _completers(within: Within) -> QuerySet[Enrolment]:
    start, end = within.span
    return Enrolment.objects.filter(
        group__country=within.country,
        group__version__course__level=within.level,
        completed_at__gte=start,
        completed_at__lt=end,
    )


def _tests(within: Within, kind: TestKind) -> QuerySet[Assessment]:
    start, end = within.span
    return Assessment.objects.filter(
        country=within.country,
        kind=kind,
        taken_at__gte=start,
        taken_at__lt=end,
        group__version__course__level=within.level,
    )


def _tested_completers(within: Within) -> QuerySet[Assessment]:
    finished = Enrolment.objects.filter(
        group=OuterRef("group"), completed_at__isnull=False
    ).exclude(code="")
    by_code = Exists(finished.filter(code=OuterRef("code")))
    return _tests(within, TestKind.POST).filter(
        Q(enrolment__completed_at__isnull=False) | by_code
    )


def _again(within: Within) -> QuerySet[Assessment]:
    return _tests(within, TestKind.FOLLOW_UP).filter(days_after__isnull=False)


def _categories(rows: QuerySet[Assessment], field: str) -> list[str]:
    return list(rows.order_by().values_list(field, flat=True).distinct())


def _matched(within: Within) -> QuerySet[Assessment]:
    return _with_before(_tests(within, TestKind.POST))


def _with_before(posts: QuerySet[Assessment]) -> QuerySet[Assessment]:
    """Return tests after a course that have one before, by code and same questions."""
    before = Assessment.objects.filter(
        group=OuterRef("group"),
        kind=TestKind.PRE,
        code=OuterRef("code"),
        bank=OuterRef("bank"),
    )
    return posts.filter(Exists(before)).annotate(
        before=Subquery(before.values("score")[:1])
    )


def _pairs(rows: QuerySet[Assessment]) -> Iterator[Pairs]:
    axes = (F("before"), F("score"), F("highest"))
    counted = rows.values_list(*axes).annotate(n=Count("pk"))
    for before, after, highest, people in counted.order_by():
        yield Pairs(before=before, after=after, highest=highest, people=people)


def _marked(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    # In whole numbers: a mark of 60 % of 15 is exactly 9.
    enough = Q(hundred__gte=F("highest") * F("group__version__pass_percent"))
    return rows.annotate(hundred=F("score") * 100).annotate(
        reached=Case(When(enough, then=1), default=0, output_field=IntegerField())
    )


def _at_mark(rows: QuerySet[Assessment]) -> dict[float, int]:
    counted = _marked(rows).values_list(F("reached")).annotate(n=Count("pk"))
    return {float(reached): people for reached, people in counted.order_by()}


def _follow_ups(rows: QuerySet[Assessment]) -> list[FollowUp]:
    counted = _marked(rows).values_list(F("days_after"), F("reached"))
    return [
        FollowUp(days_after=days, score=float(reached), people=people)
        for days, reached, people in counted.annotate(n=Count("pk")).order_by()
    ]
