"""Who holds her card, her paper and the whole database finds nothing that she did.

Each test is what an examiner does: from what is in his hand to a row, from that row to
whatever names it, and so on until nothing new is found.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.db import models

from payung.engines.indicators import NotComputable, Total, Value, parse_period
from payung.programme.activities.cards import (
    NewCard,
    card_with,
    digest_of,
    kept_of,
    make_card,
)
from payung.programme.activities.models import (
    Card,
    CardsShown,
    Kind,
    Participation,
)
from payung.programme.journal.models import Entry
from payung.programme.learning.certificates import certify_enrolled, print_copy
from payung.programme.learning.certificates import digest_of as paper_of
from payung.programme.learning.models import (
    Assessment,
    Attendance,
    Certificate,
    CertificateCopy,
    CourseGroup,
    Enrolment,
    TrainingSession,
)
from payung.programme.objectives.due_days import lock_of
from payung.programme.objectives.forgetting import courses
from payung.programme.objectives.forgetting import due as forgetting
from payung.programme.objectives.forgetting.due import forget_what_is_due
from payung.programme.objectives.models import IndicatorSnapshot
from payung.programme.objectives.queries.scope import Part, Scope, part_of
from payung.programme.objectives.sweeping import take_what_is_due
from payung.programme.objectives.taking import compute
from payung.programme.outreach.codes import What
from payung.programme.outreach.diary import settle
from payung.programme.outreach.models import DiaryTap, OutreachVisit
from payung.programme.people.actors import Actor
from payung.programme.safe_spaces.models import Site, Visit
from payung.programme.safe_spaces.room_page import room_page
from tests.cast import MAYA, account, as_actor
from tests.programme.objectives import small_rows as rows
from tests.programme.objectives.small_rows import noon


pytestmark = pytest.mark.django_db

# The third quarter locks when October is over.
BEFORE = datetime(2026, 10, 20, tzinfo=UTC)
AFTER = datetime(2026, 11, 27, tzinfo=UTC)
NIGHT_AFTER = datetime(2026, 11, 28, tzinfo=UTC)
DONE = (
    Visit,
    Participation,
    DiaryTap,
    OutreachVisit,
    Enrolment,
    Attendance,
    Assessment,
)


class Clerk:
    country = "np"
    handle = "night"


@dataclass(frozen=True, kw_only=True)
class Her:
    """What was found on her: the code on her card and the token on her paper."""

    card: NewCard
    token: str


def night(at: datetime) -> None:
    take_what_is_due(actor=Clerk(), country="np", at=at)


def final(at: datetime) -> None:
    """Let the quarter be final and protected, without its numbers; then forget."""
    row = lock_of("np", parse_period("2026-Q3"), at=at)
    row.locked_at = row.released_at = row.locked_at or at
    row.save()
    forget_what_is_due(actor=Clerk(), country="np", at=at)


def seen(site: Site, day: date, card: Card | None, *, minute: int = 0) -> Visit:
    moment = datetime(2026, day.month, day.day, 9, minute, tzinfo=UTC)
    return Visit.objects.create(
        id=uuid.uuid4(),
        site=site,
        day=day,
        counter="card",
        category="f2sn",
        card=card,
        tapped_at=moment,
        stored_at=moment,
        by="sunita",
    )


def met(card: Card, *others: Card) -> OutreachVisit:
    activity = rows.visit(rows.venue("bar", 20, 30, 40), noon(8, 12))
    visit = OutreachVisit.objects.get(activity=activity)
    for shown in (card, card, *others):
        DiaryTap.objects.create(
            id=uuid.uuid4(),
            visit=visit,
            what=What.CARD,
            code=f"f2sy:{shown.pk}",
            change=1,
            tapped_at=noon(8, 12),
            stored_at=noon(8, 12),
            by="ama",
        )
    settle(visit)
    return visit


def taught(card: Card, *others: Card) -> CourseGroup:
    group = rows.course_group()
    day = rows.held(Kind.TRAINING, noon(9, 1))
    session = TrainingSession.objects.create(group=group, activity=day)
    for n, shown in enumerate((card, *others), start=1):
        row = rows.enrolled(group, n, noon(9, 1), shown)
        Attendance.objects.create(session=session, enrolment=row)
        rows.took_test(group, "post", f"code {n}", 15, noon(9, 1))
        Assessment.objects.filter(code=f"code {n}").update(enrolment=row)
    rows.came(day, card, *others)
    return group


def her_quarter(maya: Actor) -> Her:
    """Let her come to a room, be met outside, and take a course, among three others."""
    made = make_card(actor=maya, team=rows.team(), at=noon(7, 1))
    others = rows.cards(1, 3)
    site = rows.room()
    rows.opens_on(site, "TU")
    rows.day_was(site, date(2026, 7, 7), "open")
    for minute, shown in enumerate((made.row, *others)):
        seen(site, date(2026, 7, 7), shown, minute=minute)
    seen(site, date(2026, 8, 9), made.row)
    met(made.row, others[0])
    group = taught(made.row, others[0], others[1])
    papers = [
        print_copy(
            actor=maya,
            certificate=certify_enrolled(
                actor=maya, enrolment=each, on=date(2026, 9, 2), at=noon(9, 2)
            ),
            at=noon(9, 2),
        )
        for each in group.enrolments.order_by("number")
    ]
    return Her(card=made, token=papers[0].token)


def found_from(*values: str) -> set[models.Model]:
    """Return every row that these values lead to, by whatever column, and so on.

    From a row it goes on to rows that name it and to rows that it names, but not through
    those that belong to many: a team, a course, a room.
    """
    todo = [
        row
        for model in apps.get_models()
        for row in model._default_manager.all()
        if any(value in str(vars(row).values()) for value in values)
    ]
    found: set[models.Model] = set()
    while todo:
        row = todo.pop()
        if row in found or not isinstance(
            row, (Card, Certificate, CertificateCopy, *DONE)
        ):
            continue
        found.add(row)
        for there in row._meta.related_objects:
            rows_there = there.related_model._default_manager
            todo += list(rows_there.filter(**{there.field.name: row}))
        for field in row._meta.fields:
            if field.is_relation and getattr(row, field.name) is not None:
                todo.append(getattr(row, field.name))
    return found


def without_key(her: Her) -> tuple[str, ...]:
    """Return what can be made of card and paper by who has the database only."""
    plain = hashlib.sha256(f"payung certificate {her.token}".encode()).hexdigest()
    return (her.card.code, digest_of(her.card.code), her.token, plain)


def with_key(her: Her) -> tuple[str, ...]:
    """Return what can be made of them by who has the key of the installation too."""
    card = kept_of(digest_of(her.card.code))
    return (*without_key(her), card, paper_of(her.token))


def number(code: str, *, part: Part = (), outside: bool = False) -> Value:
    period = parse_period("2026-Q3")
    scope = Scope(country="np", period=period, at=AFTER, outside=outside)
    return compute(code, scope).answer[part]


@pytest.fixture
def maya() -> Actor:
    return as_actor(account(MAYA))


def test_before_the_lock_the_card_with_the_key_leads_to_what_she_did(
    maya: Actor,
) -> None:
    her = her_quarter(maya)

    forget_what_is_due(actor=Clerk(), country="np", at=BEFORE)

    reached = {type(row) for row in found_from(*with_key(her))}
    assert {Visit, Participation, Enrolment} <= reached


def test_without_the_key_neither_card_nor_paper_leads_anywhere_at_any_time(
    maya: Actor,
) -> None:
    her = her_quarter(maya)

    found = found_from(*without_key(her))

    assert found == set()


def test_after_the_quarter_is_final_card_paper_database_and_key_lead_to_nothing_she_did(
    maya: Actor,
) -> None:
    her = her_quarter(maya)

    night(AFTER)

    found = found_from(*with_key(her))
    assert {type(row) for row in found} == {Card, Certificate, CertificateCopy}
    assert not [row for row in found if isinstance(row, DONE)]
    for model in (Visit, Participation, Enrolment):
        assert not model._default_manager.filter(card__isnull=False).exists()
    assert not DiaryTap.objects.filter(code__contains=":").exists()
    # And no number of the quarter is another one because of it.
    night(NIGHT_AFTER)
    assert not IndicatorSnapshot.objects.filter(taken_at=NIGHT_AFTER, period="2026-Q3")


def test_a_paper_leads_to_no_number_of_a_group_on_the_day_it_is_given(
    maya: Actor,
) -> None:
    her = her_quarter(maya)

    found = found_from(her.token, paper_of(her.token))

    assert {type(row) for row in found} == {Certificate, CertificateCopy}


def test_the_journal_does_not_say_which_card_was_given_out(maya: Actor) -> None:
    her = her_quarter(maya)

    [entry] = Entry.objects.filter(kind="activity.card")

    assert entry.subject == str(rows.team().pk)
    assert Card.objects.get(pk=her.card.row.pk).made_at.day == 1


def test_the_numbers_are_as_they_were_when_the_cards_were_known(maya: Actor) -> None:
    her_quarter(maya)
    asked = [
        ("SS_USE", part_of("beside", "visitors")),
        ("OUT_COV", ()),
        ("KYR_REACH", ()),
        ("KYR_REACH", part_of("gender", "f")),
    ]
    before = [number(code, part=part) for code, part in asked]
    outside = [number(code, part=part, outside=True) for code, part in asked]

    final(AFTER)

    assert [number(code, part=part) for code, part in asked] == before
    assert [number(code, part=part, outside=True) for code, part in asked] == outside
    assert not any(isinstance(value, NotComputable) for value in before)


def test_the_page_of_a_room_still_says_how_many_different_cards(maya: Actor) -> None:
    her_quarter(maya)
    site, july = Site.objects.get(), parse_period("2026-07")

    final(AFTER)

    assert room_page(site, july, at=AFTER).cards == 4


def test_a_card_that_comes_late_is_counted_once_and_forgotten_too(
    maya: Actor,
) -> None:
    her = her_quarter(maya)
    site = Site.objects.get()
    final(AFTER)
    [new] = rows.cards(9, 9)

    seen(site, date(2026, 7, 8), her.card.row)
    seen(site, date(2026, 7, 8), new)
    final(NIGHT_AFTER)

    visitors = number("SS_USE", part=part_of("beside", "visitors"))
    assert isinstance(visitors, Total)
    assert visitors.count == 5
    assert CardsShown.objects.get(work="room", period="2026-07").count == 5
    assert not Visit.objects.filter(card__isnull=False).exists()


def test_whoever_is_met_on_one_visit_stays_one_however_the_diary_is_settled_again(
    maya: Actor,
) -> None:
    her_quarter(maya)
    final(AFTER)
    visit = OutreachVisit.objects.get()

    settle(visit)

    [came] = visit.activity.came.all()
    assert (came.category, came.count, came.by_card) == ("f2sy", 2, True)
    assert came.card is None


def test_a_course_that_still_runs_keeps_its_cards_until_it_ends(maya: Actor) -> None:
    her_quarter(maya)
    last = rows.held(Kind.TRAINING, noon(12, 1))
    TrainingSession.objects.create(
        group=CourseGroup.objects.get(sessions__isnull=False), activity=last
    )

    final(AFTER)

    assert Enrolment.objects.filter(card__isnull=False).count() == 3
    assert not Visit.objects.filter(card__isnull=False).exists()
    reached = number("KYR_REACH")
    assert isinstance(reached, Total)
    assert reached.count == 3


@pytest.mark.parametrize("work", [0, 1, 2])
def test_a_night_that_is_cut_short_leaves_no_half_and_is_made_up_for(
    maya: Actor, monkeypatch: pytest.MonkeyPatch, work: int
) -> None:
    her_quarter(maya)
    before = [number("OUT_COV"), number("KYR_REACH")]
    cut = forgetting.WORKS[work]

    def stops(*_given: object, **_named: object) -> int:
        raise OSError("power cut")

    with monkeypatch.context() as power:
        power.setattr(cut, "forget", stops)
        with pytest.raises(OSError, match="power cut"):
            final(AFTER)
    final(NIGHT_AFTER)

    assert [number("OUT_COV"), number("KYR_REACH")] == before
    assert CardsShown.objects.get(work="room", period="2026-Q3").count == 4
    assert forget_what_is_due(actor=Clerk(), country="np", at=NIGHT_AFTER) == 0
    assert not Participation.objects.filter(card__isnull=False).exists()


def test_a_course_is_forgotten_whole_or_not_at_all(
    maya: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    her_quarter(maya)

    def stops(_activities: object) -> None:
        raise OSError("power cut")

    with monkeypatch.context() as power:
        power.setattr(courses, "forget_who_came", stops)
        with pytest.raises(OSError, match="power cut"):
            final(AFTER)

    assert Enrolment.objects.filter(card__isnull=False).count() == 3
    assert not CardsShown.objects.filter(work="course").exists()
    final(NIGHT_AFTER)
    assert CardsShown.objects.get(work="course", period="2026-Q3").count == 3
    assert not Enrolment.objects.filter(card__isnull=False).exists()


def test_a_sketch_goes_when_nothing_late_is_looked_for_any_more(maya: Actor) -> None:
    her_quarter(maya)
    final(AFTER)
    years_later = datetime(2028, 2, 1, tzinfo=UTC)

    forget_what_is_due(actor=Clerk(), country="np", at=years_later)

    assert not CardsShown.objects.filter(sketch__isnull=False).exists()
    visitors = number("SS_USE", part=part_of("beside", "visitors"))
    assert isinstance(visitors, Total)
    assert visitors.count == 4


def test_over_quarters_of_a_year_that_are_forgotten_she_is_one_person(
    maya: Actor,
) -> None:
    her = her_quarter(maya)
    site = Site.objects.get()
    seen(site, date(2026, 10, 7), her.card.row)
    seen(site, date(2026, 10, 7), rows.cards(8, 8)[0])
    later = datetime(2027, 2, 5, tzinfo=UTC)

    final(AFTER)
    fourth = lock_of("np", parse_period("2026-Q4"), at=later)
    fourth.locked_at = fourth.released_at = later
    fourth.save()
    forget_what_is_due(actor=Clerk(), country="np", at=later)

    counts = CardsShown.objects.filter(work="room").values_list("period", "count")
    assert {("2026", 5), ("2026-H2", 5), ("2026-Q3", 4), ("2026-Q4", 2)} <= set(counts)


def test_a_digest_that_was_plain_is_put_under_the_key_without_the_card(
    maya: Actor,
) -> None:
    her = her_quarter(maya)
    Card.objects.filter(pk=her.card.row.pk).update(digest=digest_of(her.card.code))
    Card.objects.exclude(pk=her.card.row.pk).delete()
    moved = import_module(
        "payung.programme.activities.migrations.0005_cards_are_forgotten"
    )

    moved.put_under_the_key(apps, None)

    assert card_with(her.card.code, teams=frozenset({rows.team().pk})) == her.card.row
