"""Everything the page of counselling shows; nothing that is locked is opened by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from payung.programme.cases.models import Case

from .codes import (
    Choice,
    Dropped,
    DueKind,
    GoalState,
    Priority,
    Risk,
    Sent,
    Service,
    SessionKind,
)
from .dues import ENDED_BY_A_REVIEW, open_dues
from .models import (
    Counselling,
    Decision,
    Due,
    Goal,
    Need,
    Option,
    Referral,
    RiskReview,
    Session,
    SupervisorReview,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DueLine:
    """Something that is due. `by_review`: only a look at the danger ends it."""

    due: Due
    title: str
    late: bool
    by_review: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedLine:
    """A need, how soon, and how it stands; `late` while it waits past its time."""

    need: Need
    title: str
    priority: str
    latest: Referral | None
    said: str
    late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionLine:
    """Something that was explained, and what she decided, the newest first."""

    option: Option
    title: str
    said: str
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalLine:
    """A goal of the plan and how far it is."""

    goal: Goal
    said: str
    reason: str
    is_open: bool
    late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionLine:
    """A session and how it took place."""

    row: Session
    title: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RiskLine:
    """A look at the danger; `late` where the next look should have been."""

    row: RiskReview
    title: str
    look: str
    late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CarePage:
    """The parts of the page, each in the order in which they are shown."""

    begun: Counselling | None
    dues: tuple[DueLine, ...]
    needs: tuple[NeedLine, ...]
    options: tuple[OptionLine, ...]
    goals: tuple[GoalLine, ...]
    sessions: tuple[SessionLine, ...]
    risks: tuple[RiskLine, ...]
    supervised: SupervisorReview | None

    @property
    def risk(self) -> RiskLine | None:
        """Return the newest look at the danger, or None."""
        return self.risks[0] if self.risks else None


def care_page(case: Case, *, at: datetime) -> CarePage:
    """Return what is known of counselling in a case, in codes and moments."""
    return CarePage(
        begun=Counselling.objects.filter(case=case).first(),
        dues=dues_in(case, at=at),
        needs=needs_in(case, at=at),
        options=options_in(case),
        goals=goals_in(case, at=at),
        sessions=sessions_in(case),
        risks=risks_in(case, at=at),
        supervised=case.supervisor_reviews.order_by("-at").first(),
    )


def dues_in(case: Case, *, at: datetime) -> tuple[DueLine, ...]:
    """Return what is due, the next first. What is ticked on the case's page is done."""
    return tuple(
        DueLine(
            due=one,
            title=str(DueKind(one.kind).label),
            late=one.due_at < at,
            by_review=DueKind(one.kind) in ENDED_BY_A_REVIEW,
        )
        for one in open_dues(case)
        if one.task is None or one.task.done_at is None
    )


def needs_in(case: Case, *, at: datetime) -> tuple[NeedLine, ...]:
    """Return her needs, those that are most pressing first."""
    waiting = {one.about for one in open_dues(case).filter(kind=DueKind.NEED)}
    rows = Need.objects.filter(case=case).prefetch_related("referrals")
    lines = [_need_line(one, late=one.pk in waiting, at=at) for one in rows]
    order = list(Priority)
    return tuple(
        sorted(lines, key=lambda o: (order.index(Priority(o.need.priority)), o.need.at))
    )


def options_in(case: Case) -> tuple[OptionLine, ...]:
    """Return what was explained to her, oldest first."""
    rows = Option.objects.filter(case=case).order_by("at")
    return tuple(_option_line(one) for one in rows.prefetch_related("decisions"))


def goals_in(case: Case, *, at: datetime) -> tuple[GoalLine, ...]:
    """Return the goals of the plan, those that are open first."""
    rows = Goal.objects.filter(case=case).order_by("due_at")
    lines = [_goal_line(one, at=at) for one in rows]
    return tuple(sorted(lines, key=lambda one: not one.is_open))


def sessions_in(case: Case) -> tuple[SessionLine, ...]:
    """Return the sessions, newest first."""
    rows = Session.objects.filter(case=case).order_by("-held_at")
    return tuple(
        SessionLine(row=one, title=str(SessionKind(one.kind).label)) for one in rows
    )


def risks_in(case: Case, *, at: datetime) -> tuple[RiskLine, ...]:
    """Return the looks at the danger, newest first; only the newest can be late."""
    rows = list(RiskReview.objects.filter(case=case).order_by("-at"))
    return tuple(
        RiskLine(
            row=one,
            title=str(Risk(one.level).label),
            look=_look(Risk(one.level)),
            late=place == 0 and one.next_at < at,
        )
        for place, one in enumerate(rows)
    )


def _look(level: Risk) -> str:
    return {Risk.LOW: "closed", Risk.MEDIUM: "new"}.get(level, "held")


def _need_line(need: Need, *, late: bool, at: datetime) -> NeedLine:
    latest = max(need.referrals.all(), key=lambda one: one.number, default=None)
    return NeedLine(
        need=need,
        title=str(Service(need.service).label),
        priority=str(Priority(need.priority).label),
        latest=latest,
        said=str(Sent(latest.sent).label) if latest else "",
        late=late and need.due_at is not None and need.due_at < at,
    )


def _option_line(option: Option) -> OptionLine:
    made = sorted(option.decisions.all(), key=lambda one: -one.number)
    return OptionLine(
        option=option,
        title=str(Service(option.service).label),
        said=str(Choice(made[0].choice).label) if made else "",
        decisions=tuple(made),
    )


def _goal_line(goal: Goal, *, at: datetime) -> GoalLine:
    is_open = goal.state == GoalState.OPEN
    return GoalLine(
        goal=goal,
        said=str(GoalState(goal.state).label),
        reason=str(Dropped(goal.dropped).label) if goal.dropped else "",
        is_open=is_open,
        late=is_open and goal.due_at < at,
    )
