"""What people learned, added up in the database: KYR_REACH to POL_TRAIN.

Each figure is one value of engines.indicators over a country and a period. One's own
team may see these; whatever leaves goes through engines.disclosure first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, kw_only=True, slots=True)
class GainCell:
    """The gain of one course, language and way of asking."""

    course: str
    language: str
    delivery: str
    gain: Mean | NotComputable


def kyr_reach_of(within: Within) -> Total:
    """Return KYR_REACH: different people who completed in the period.

    A card is one person however many courses she took. Those with a code of their own
    count once for each group, because nothing tells them apart from group to group.
    """
    rows = _completers(within)
    cards = rows.filter(card__isnull=False).values("card").distinct().count()
    return Total(count=cards + rows.filter(card=None).count())


def completers_by_category(within: Within) -> dict[str, int]:
    """Return KYR_REACH by category (four letters): each person by her latest course."""
    first = _completers(within).filter(card=OuterRef("card")).order_by("-completed_at")
    rows = _completers(within).filter(
        Q(card=None) | Q(pk=Subquery(first.values("pk")[:1]))
    )
    found = rows.values_list("category").annotate(n=Count("pk")).order_by("category")
    return dict(found)


def completed_cards(within: Within) -> QuerySet[Enrolment, str]:
    """Return the digests of the cards that completed, for a sketch over many sites."""
    rows = _completers(within).filter(card__isnull=False)
    return rows.values_list("card__digest", flat=True).distinct()


def kyr_gain_of(within: Within) -> Mean | NotComputable:
    """Return KYR_GAIN of all courses and languages."""
    return kyr_gain(_pairs(_matched(within)))


def kyr_gain_cells(within: Within) -> tuple[GainCell, ...]:
    """Return KYR_GAIN by course, language and way of asking."""
    axes = ("group__version__course__code", "language", "delivery")
    rows = _matched(within)
    found = rows.values_list(*axes).distinct().order_by(*axes)
    return tuple(
        GainCell(
            course=course,
            language=language,
            delivery=delivery,
            gain=kyr_gain(
                _pairs(
                    rows.filter(
                        group__version__course__code=course,
                        language=language,
                        delivery=delivery,
                    )
                )
            ),
        )
        for course, language, delivery in list(found)
    )


def gain_of_group(group: CourseGroup) -> Mean | NotComputable:
    """Return the gain of one group, whichever course it takes."""
    posts = Assessment.objects.filter(group=group, kind=TestKind.POST)
    return kyr_gain(_pairs(_with_before(posts)))


def kyr_pass_of(within: Within) -> Ratio | NotComputable:
    """Return KYR_PASS: completers at the mark after the course.

    Of those whose test is tied to the days they came to, by the code they made.
    """
    rows = _tests(within, TestKind.POST).filter(enrolment__completed_at__isnull=False)
    return kyr_pass(_at_mark(rows), pass_mark=PASSED)


def kyr_retain_of(within: Within) -> Ratio | NotComputable:
    """Return KYR_RETAIN: those still at the mark 60 to 120 days later."""
    return kyr_retain(_follow_ups(within), pass_mark=PASSED)


def kyr_retain_reached_of(within: Within) -> Ratio | NotComputable:
    """Return, with KYR_RETAIN, how many of those asked after the course were reached."""
    rows = _tests(within, TestKind.FOLLOW_UP)
    sample = Assessment.objects.filter(
        group__in=rows.values("group"), kind=TestKind.POST
    ).count()
    reached = [each for each in _follow_ups(within) if each.counts]
    people = sum(each.people for each in reached)
    # Who missed the test after the course may still come to this one.
    return kyr_retain_reached(reached, sample=max(sample, people))


def pol_train_of(within: Within) -> Total:
    """Return POL_TRAIN: personnel of offices who completed, by heads or by numbers."""
    police = CourseGroup.objects.filter(
        country=within.country, version__course__level=Level.POLICE
    )
    days = (within.period.first_day, within.period.last_day)
    heads = police.filter(completed_on__range=days).aggregate(n=Sum("completed"))["n"]
    start, end = within.span
    named = Enrolment.objects.filter(
        group__in=police, completed_at__gte=start, completed_at__lt=end
    )
    return pol_train(completed=(heads or 0) + named.count())


def pol_gain_of(within: Within) -> Mean | NotComputable:
    """Return, with POL_TRAIN, the gain where tests before and after were allowed."""
    police = Within(
        country=within.country,
        period=within.period,
        zone=within.zone,
        level=Level.POLICE,
    )
    return pol_gain(_pairs(_matched(police)))


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


def _follow_ups(within: Within) -> list[FollowUp]:
    rows = _tests(within, TestKind.FOLLOW_UP).filter(days_after__isnull=False)
    counted = _marked(rows).values_list(F("days_after"), F("reached"))
    return [
        FollowUp(days_after=days, score=float(reached), people=people)
        for days, reached, people in counted.annotate(n=Count("pk")).order_by()
    ]
