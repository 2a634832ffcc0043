"""A shelf with one of everything, of two countries, for the access table."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from payung.engines.replication import Question
from payung.programme.lessons.adopting import NewAdoption, begin_adoption
from payung.programme.lessons.assessing import (
    Answered,
    NewAssessment,
    answer,
    name_dangers,
    plan_assessment,
)
from payung.programme.lessons.codes import Aim, Danger, Licence, Line, ToolKind
from payung.programme.lessons.models import Lesson, ReplicationAssessment, Tool
from payung.programme.lessons.numbers import Evidence
from payung.programme.lessons.practices import NewPractice, describe_practice
from payung.programme.lessons.tools import NewTool, NewUse, share_tool, use_tool
from payung.programme.lessons.writing import (
    NewLesson,
    check_lesson,
    publish_lesson,
    write_lesson,
)
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.roles import Role
from tests.access.one_case import OneCase
from tests.cast import THEN


def a_lesson(actor: Actor) -> Lesson:
    """Write a lesson that lacks nothing."""
    new = NewLesson(
        key=uuid4(),
        about_one=False,
        aim=Aim.KNOWLEDGE,
        language="en",
        title="Open when people are awake",
        problem="It was shut when they came.",
        change="We open later, and more come.",
        cost="A taxi home.",
        risks="Neighbours notice.",
        evidence=(Evidence(indicator="SS_OPEN", period="2026-Q3"),),
    )
    return write_lesson(actor=actor, new=new, at=THEN)


def published(writes: Actor, checks: Actor, leads: Actor) -> Lesson:
    """Write a lesson, have it checked, and publish it."""
    lesson = a_lesson(writes)
    check_lesson(actor=checks, lesson=lesson, confirmed=list(Line), at=THEN)
    return publish_lesson(actor=leads, lesson=lesson, at=THEN)


def a_tool(actor: Actor) -> Tool:
    """Share a tool."""
    new = NewTool(
        key=uuid4(),
        kind=ToolKind.GUIDE,
        title="Before the meeting",
        version="1",
        about="One page.",
        licence=Licence.CC_BY,
        languages=("en",),
        where="https://example.org/",
    )
    return share_tool(actor=actor, new=new, at=THEN)


def a_look(actor: Actor, leads: Actor, *, score: int) -> ReplicationAssessment:
    """Describe a practice and answer all nine questions of it alike; no danger yet."""
    practice = describe_practice(
        actor=leads,
        new=NewPractice(
            key=uuid4(),
            title="A lawyer in the room",
            about="Monthly.",
            core=("She comes",),
        ),
        at=THEN,
    )
    new = NewAssessment(
        key=uuid4(), practice=practice, area="", due_on=date(2026, 12, 1)
    )
    look = plan_assessment(actor=actor, new=new, at=THEN)
    for question in Question:
        given = Answered(question=question, score=score, because="As it is.")
        look = answer(actor=actor, assessment=look, given=given, at=THEN)
    return look


def from_abroad(*roles: Role, country: str = "bd", handle: str = "far") -> Actor:
    """Return somebody of another country, in a team there."""
    return Actor(
        person_id=0,
        handle=handle,
        country=country,
        language="en",
        roles=frozenset(roles),
        teams=frozenset({uuid4()}),
    )


def one_shelf(team: Team, leads: Actor, writes: Actor, checks: Actor) -> OneCase:
    """Put one of everything on the shelf."""
    far = from_abroad(Role.COORDINATOR)
    farther = from_abroad(Role.ATTORNEY, handle="farther")
    draft, lesson = a_lesson(writes), published(writes, checks, leads)
    foreign = published(far, farther, far)
    use = use_tool(
        actor=writes,
        tool=a_tool(far),
        new=NewUse(
            key=uuid4(),
            team=team.pk,
            used_on=THEN.date(),
            used_for="a course",
            evidence="it is noted",
        ),
        at=THEN,
    )
    look = a_look(writes, leads, score=4)
    open_one = a_look(writes, leads, score=3)
    look = name_dangers(
        actor=writes, assessment=look, dangers={Danger.SEEN: "Another door."}, at=THEN
    )
    adoption = begin_adoption(
        actor=leads,
        assessment=look,
        new=NewAdoption(
            key=uuid4(),
            plan="One room.",
            owner=writes.handle,
            started_on=THEN.date() - timedelta(days=200),
        ),
        at=THEN,
    )
    of_draft: dict[str, object] = {"lesson_id": draft.pk}
    of_look: dict[str, object] = {"look_id": look.pk}
    asked: dict[str, object] = {"look_id": open_one.pk}
    taken: dict[str, object] = {"adoption_id": adoption.pk}
    blocker = look.blockers.get()
    return OneCase(
        arguments={
            **{f"lesson-{part}": of_draft for part in ("change", "check", "publish")},
            "lesson": {"lesson_id": lesson.pk},
            "lesson-decided": {"lesson_id": foreign.pk},
            "tool": {"tool_id": use.tool_id},
            "tool-used": {"tool_id": use.tool_id},
            "tool-rate": {"use_id": use.pk},
            "practice": {"practice_id": look.practice_id},
            "practice-look": {"practice_id": look.practice_id},
            "practice-looked": of_look,
            "practice-ask": asked | {"question": "easy"},
            "practice-dangers": asked,
            "danger-solved": {"danger_id": blocker.pk},
            "adoption-begin": of_look,
            "adoption": taken,
            "adoption-review": taken | {"months": 6},
            "lessons-withdraw": {"what": "lesson", "row_id": draft.pk},
        },
        posts={},
    )
