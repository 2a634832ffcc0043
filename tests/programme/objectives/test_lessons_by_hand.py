"""Objectives 4 and 5 through the real queries, over rows made by the real deeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID, uuid5

import pytest

from payung.engines.indicators import (
    Left,
    LeftOut,
    NotComputable,
    Total,
    Why,
)
from payung.engines.replication import Question
from payung.programme.lessons import adopting, assessing, linking, tools, writing
from payung.programme.lessons.codes import (
    AfterMonths,
    Aim,
    Danger,
    Licence,
    Line,
    Stopped,
    ToolKind,
)
from payung.programme.lessons.codes import Why as WhyWithdrawn
from payung.programme.lessons.models import (
    Adoption,
    Lesson,
    Practice,
    ReplicationAssessment,
    Tool,
)
from payung.programme.lessons.numbers import Evidence
from payung.programme.lessons.practices import NewPractice, describe_practice
from payung.programme.lessons.withdrawing import withdraw
from payung.programme.objectives.queries.scope import beside, part_of
from payung.programme.people.actors import Actor
from payung.programme.people.roles import Role
from tests.programme.objectives.small_rows import number, parts


pytestmark = pytest.mark.django_db
KEYS = (uuid5(UUID(int=0), str(n)) for n in count())


def who(country: str, role: Role = Role.COORDINATOR) -> Actor:
    return Actor(
        person_id=0,
        handle=f"{country} {role}",
        country=country,
        language="en",
        roles=frozenset({role}),
        teams=frozenset({uuid5(UUID(int=1), country)}),
    )


def noon(month: int, day: int, year: int = 2026) -> datetime:
    return datetime(year, month, day, 6, tzinfo=UTC)


def lesson(at: datetime, *, aim: Aim = Aim.POLICE, country: str = "np") -> Lesson:
    new = writing.NewLesson(
        key=next(KEYS),
        about_one=False,
        aim=aim,
        language="en",
        title="Read it back",
        problem="x",
        change="x",
        cost="x",
        risks="x",
        evidence=(Evidence(indicator="COM_KEPT", period="2026-Q1"),),
    )
    written = writing.write_lesson(actor=who(country), new=new, at=at)
    checks = who(country, Role.ATTORNEY)
    writing.check_lesson(actor=checks, lesson=written, confirmed=list(Line), at=at)
    return writing.publish_lesson(actor=who(country), lesson=written, at=at)


def acted(row: Lesson, country: str, at: datetime) -> None:
    new = linking.NewLink(key=next(KEYS), words="x", decided_on=at.date())
    linking.link_decision(actor=who(country), lesson=row, new=new, at=at)


def tool(at: datetime, *, kind: ToolKind = ToolKind.GUIDE, country: str = "np") -> Tool:
    new = tools.NewTool(
        key=next(KEYS),
        kind=kind,
        title="x",
        version="1",
        about="x",
        licence=Licence.CC0,
        languages=("en",),
        where="x",
    )
    return tools.share_tool(actor=who(country), new=new, at=at)


def used(row: Tool, country: str, at: datetime, stars: int | None = None) -> None:
    actor = who(country)
    [team] = actor.own_teams
    new = tools.NewUse(
        key=next(KEYS), team=team, used_on=at.date(), used_for="x", evidence="x"
    )
    use = tools.use_tool(actor=actor, tool=row, new=new, at=at)
    if stars is not None:
        rating = tools.NewRating(key=next(KEYS), use=use, stars=stars, reason="x")
        tools.rate_tool(actor=actor, new=rating, at=at)


def practice(*core: str, title: str = "A lawyer in the room") -> Practice:
    new = NewPractice(key=next(KEYS), title=title, about="x", core=core or ("x",))
    return describe_practice(actor=who("bd"), new=new, at=noon(1, 2, 2025))


@dataclass(frozen=True, kw_only=True)
class Look:
    score: int = 4
    dangers: dict[Danger, str] | None = None
    done: datetime | None = None


def look(of: Practice, due: date, given: Look) -> ReplicationAssessment:
    new = assessing.NewAssessment(key=next(KEYS), practice=of, area="", due_on=due)
    at = given.done or noon(1, 3)
    row = assessing.plan_assessment(actor=who("np"), new=new, at=noon(1, 3, 2025))
    for question in Question:
        one = assessing.Answered(question=question, score=given.score, because="x")
        row = assessing.answer(actor=who("np"), assessment=row, given=one, at=at)
    if given.done is None:
        return row
    return assessing.name_dangers(
        actor=who("np"), assessment=row, dangers=given.dangers or {}, at=at
    )


def taken(of: Practice, since: date) -> Adoption:
    begun = datetime(since.year, since.month, since.day, 6, tzinfo=UTC)
    row = look(of, since, Look(done=begun))
    new = adopting.NewAdoption(key=next(KEYS), plan="x", owner="x", started_on=since)
    return adopting.begin_adoption(actor=who("np"), assessment=row, new=new, at=begun)


def seen(
    row: Adoption,
    months: AfterMonths,
    at: datetime,
    *,
    missing: int = 0,
    runs: bool = True,
    origin_staff: bool = False,
) -> None:
    core = list(row.practice.core.order_by("number"))
    new = adopting.NewReview(
        key=next(KEYS),
        months=months,
        present=core[missing:],
        adaptations="We do it on Mondays." if missing else "",
        runs=runs,
        origin_staff=origin_staff,
        stopped=None if runs else Stopped.MONEY,
    )
    adopting.review_adoption(actor=who("np"), adoption=row, new=new, at=at)


def test_lessons_of_the_quarter_count_once_published_whoever_wrote_them() -> None:
    lesson(noon(7, 1))
    lesson(noon(9, 30), aim=Aim.KNOWLEDGE)
    gone = lesson(noon(8, 1))
    withdraw(
        actor=who("np"),
        what="lesson",
        row=gone,
        why=WhyWithdrawn.UNTRUE,
        at=noon(8, 2),
    )
    lesson(noon(10, 1))
    lesson(noon(8, 5), country="bd")

    # 1 July and 30 September; the one withdrawn, October's and bd's are not in it.
    assert number("LESSON_PUB", "2026-Q3") == Total(count=2)
    by = part_of("objective", "1")
    assert number("LESSON_PUB", "2026-Q3", part=by) == Total(count=1)


def test_before_anything_was_written_there_is_no_number_and_not_nought() -> None:
    lesson(noon(7, 1))

    before, after = number("LESSON_PUB", "2026-Q2"), number("LESSON_PUB", "2026-Q4")

    assert before == NotComputable(why=Why.NO_RECORDS)
    assert after == Total(count=0)


def test_a_lesson_half_a_year_old_counts_as_acted_on_once() -> None:
    old, other = lesson(noon(1, 10)), lesson(noon(2, 1))
    lesson(noon(5, 1))
    acted(old, "bd", noon(3, 1))
    acted(old, "id", noon(4, 1))
    acted(other, "bd", noon(10, 1))

    # By 30 September old and other are half a year old, May's is not; of other the
    # decision came in October.
    assert parts(number("LESSON_ACTED", "2026-Q3")) == (1, 2)
    assert parts(number("LESSON_ACTED", "2026-H2")) == (2, 3)
    to_bd = part_of("receiver", "bd")
    assert number("LESSON_ACTED", "2026-H2", part=to_bd) == Total(count=2)


def test_two_ratings_make_no_number_and_three_their_mean() -> None:
    guide, form = tool(noon(1, 5)), tool(noon(1, 6), kind=ToolKind.FORM)
    used(guide, "bd", noon(2, 1), stars=5)
    used(guide, "id", noon(3, 1), stars=4)
    used(form, "mm", noon(7, 1), stars=2)
    two = number("TOOL_USEFUL", "2026-H1")

    used(form, "xx", noon(6, 30), stars=3)

    assert two == NotComputable(why=Why.TOO_FEW, detail=("2", "3"))
    # 5 + 4 + 3 over three; July's is of the next half.
    assert parts(number("TOOL_USEFUL", "2026-H1")) == (12, 3)
    of_forms = part_of("tool_type", "form")
    assert number("TOOL_USEFUL", "2026-H1", part=of_forms) == NotComputable(
        why=Why.TOO_FEW, detail=("1", "3")
    )


def test_a_tool_counts_as_used_on_the_last_day_of_six_months_and_not_after() -> None:
    in_time, late, _never = tool(noon(1, 5)), tool(noon(1, 5)), tool(noon(3, 1))
    too_young = tool(noon(4, 1))
    used(in_time, "bd", noon(7, 5))
    used(in_time, "id", noon(2, 5))
    used(late, "bd", noon(7, 6))
    used(too_young, "bd", noon(4, 2))

    # Shared by 31 March or earlier: three. Used by 5 July: one.
    assert parts(number("TOOL_USED", "2026-Q3")) == (1, 3)
    by = {
        code: number("TOOL_USED", "2026-Q3", part=part_of("receiver", code))
        for code in ("bd", "id")
    }
    assert by == {"bd": Total(count=1), "id": Total(count=1)}


def test_looks_completed_are_counted_over_those_planned_for_the_half() -> None:
    room, promise = practice(), practice(title="Read back")
    look(room, date(2026, 3, 1), Look(done=noon(3, 1)))
    look(room, date(2026, 4, 1), Look())
    look(promise, date(2026, 6, 1), Look(done=noon(7, 2)))

    # Planned for the first half: three, of which one was completed in it.
    assert parts(number("REP_ASSESS", "2026-H1")) == (1, 3)
    assert parts(
        number("REP_ASSESS", "2026-H1", part=part_of("practice", "Read back"))
    ) == (0, 1)
    # July's look was planned for June: of the second half nothing was planned.
    assert number("REP_ASSESS", "2026-H2") == NotComputable(why=Why.NO_RECORDS)


def test_ready_is_what_no_answer_and_no_open_danger_speaks_against() -> None:
    room = practice()
    due = date(2026, 3, 1)
    look(room, due, Look(done=noon(3, 1)))
    look(room, due, Look(score=2, done=noon(3, 2)))
    look(room, due, Look(score=1, done=noon(3, 3)))
    solved = look(room, due, Look(dangers={Danger.CROWD: ""}, done=noon(3, 4)))
    look(room, due, Look(dangers={Danger.SEEN: "", Danger.CROWD: ""}, done=noon(3, 5)))
    [blocker] = solved.blockers.all()
    assessing.solve_danger(
        actor=who("np"), blocker=blocker, how="Agreed.", at=noon(7, 1)
    )

    # Five: ready, ready with changes, not yet, and two with a danger open on 30 June.
    assert parts(number("REP_READY", "2026-H1")) == (2, 5)
    crowd = part_of("blocker_kind", "crowd")
    assert number("REP_READY", "2026-H1", part=crowd) == Total(count=2)


def test_what_was_begun_is_counted_over_what_was_ready() -> None:
    room = practice()
    taken(room, date(2026, 2, 1))
    taken(room, date(2026, 5, 1))
    look(room, date(2026, 5, 2), Look(done=noon(5, 2)))
    look(room, date(2026, 5, 3), Look(score=0, done=noon(5, 3)))

    # Two begun; four looks, of which three ready.
    assert parts(number("REP_ADOPT", "2026-H1")) == (2, 3)


def test_core_parts_are_counted_after_six_months_and_nobody_looking_counts_none() -> (
    None
):
    four, two = practice("a", "b", "c", "d"), practice("e", "f", title="Two parts")
    kept, unseen, young = (
        taken(four, date(2026, 1, 10)),
        taken(two, date(2026, 2, 1)),
        taken(four, date(2026, 5, 1)),
    )
    seen(kept, AfterMonths.SIX, noon(7, 12), missing=1)
    del unseen, young

    value = number("REP_FIDEL", "2026-Q3")

    # Three of four there, and nobody has looked at the two of the other one.
    assert parts(value) == (3, 6)
    assert getattr(value, "left_out", ()) == (LeftOut(why=Left.NOT_WRITTEN_DOWN, n=1),)
    assert number("REP_FIDEL", "2026-Q3", part=beside("adapted")) == Total(count=1)
    of_four = part_of("practice", "A lawyer in the room")
    assert parts(number("REP_FIDEL", "2026-Q3", part=of_four)) == (3, 4)


def test_it_is_sustained_where_it_runs_after_a_year_without_their_people() -> None:
    room = practice()
    rows = [taken(room, date(2025, month, 1)) for month in (3, 4, 5, 6)]
    seen(rows[0], AfterMonths.TWELVE, noon(3, 2))
    seen(rows[1], AfterMonths.TWELVE, noon(4, 2), origin_staff=True)
    seen(rows[2], AfterMonths.TWELVE, noon(5, 2), runs=False)

    value = number("REP_SUST", "2026")

    # Alone, with their people, stopped, and one at which nobody has looked.
    assert parts(value) == (1, 4)
    assert getattr(value, "left_out", ()) == (LeftOut(why=Left.NOT_WRITTEN_DOWN, n=1),)


def test_a_number_asked_for_as_of_a_day_does_not_know_what_came_later() -> None:
    old = lesson(noon(1, 10))
    acted(old, "bd", noon(8, 1))
    withdraw(
        actor=who("np"),
        what="lesson",
        row=old,
        why=WhyWithdrawn.UNTRUE,
        at=noon(9, 1),
    )

    july = number("LESSON_ACTED", "2026-H2", at=noon(7, 20))
    august = number("LESSON_ACTED", "2026-H2", at=noon(8, 2))
    now = number("LESSON_ACTED", "2026-H2")

    assert parts(july) == (0, 1)
    assert parts(august) == (1, 1)
    assert now == NotComputable(why=Why.NO_RECORDS)
