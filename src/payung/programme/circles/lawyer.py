"""Meet the lawyer: what was talked about, questions asked, answered or carried on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from payung.programme.activities.actions import NewActivity, hold
from payung.programme.activities.models import Activity, Kind, State
from payung.programme.activities.putting_back import put_back
from payung.programme.activities.taking_up import WHICHEVER_FITS, Wish, take_up
from payung.programme.findings.periods import month_of
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.models import Team
from payung.programme.people.refusals import CannotBe
from payung.programme.places.days import day_of

from . import kinds
from .codes import Subject
from .models import (
    KnowYourRightsCard,
    LawyerMeeting,
    LegalQuestion,
    MeetingSubject,
)
from .sealing import new_key, seal
from .sites import Place


class NoAnswerYet(CannotBe):
    """A question that nobody has answered."""


class AnsweredAlready(CannotBe):
    """Somebody wrote the answer down before."""


class CardApproved(CannotBe):
    """An attorney approved a card of the answer: the next version of it corrects."""


class MeetingCalledOff(CannotBe):
    """A meeting that was called off: nothing is written down at it."""


class NotTheirMeeting(CannotBe):
    """A question of another safe space, or a meeting that was not held."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMeeting:
    """A meeting as it is planned; `key` makes a form that is sent twice harmless."""

    team: Team
    start: datetime
    end: datetime
    site: str = ""
    line: UUID | None = None
    key: UUID | None = None
    # Where it stands on the plan already.
    wish: Wish = WHICHEVER_FITS


@dataclass(frozen=True, kw_only=True, slots=True)
class Met:
    """How a meeting went: when, who came by category, what it was about."""

    started: datetime
    ended: datetime
    came: Mapping[str, int]
    subjects: tuple[Subject, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NewQuestion:
    """A question as it is asked."""

    team: Team
    subject: Subject
    text: str = field(repr=False)
    site: str = ""
    key: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A safe space in a month: whether its meeting was held, is planned, or neither."""

    site: Place
    held: LawyerMeeting | None
    planned: LawyerMeeting | None


@transaction.atomic
def plan_meeting(*, actor: Actor, new: NewMeeting, at: datetime) -> LawyerMeeting:
    """Plan a meeting; the same form again gives the one that it made before."""
    planned = NewActivity(
        team=new.team,
        kind=Kind.LAWYER_MEETING,
        start=new.start,
        end=new.end,
        site=new.site,
        line=new.line,
        key=new.key,
    )
    activity = take_up(actor=actor, new=planned, at=at, wish=new.wish)
    before = LawyerMeeting.objects.filter(activity=activity).first()
    if before is not None:
        return before
    meeting = LawyerMeeting.objects.create(
        activity=activity,
        team=activity.team,
        country=actor.country,
        site=activity.site,
        planned_on=day_of(actor.country, activity.planned_start),
        made_at=at,
        made_by=actor.handle,
    )
    record(kinds.MEETING, actor=actor, subject=str(meeting.pk), at=at)
    return meeting


@transaction.atomic
def hold_meeting(
    *, actor: Actor, meeting: LawyerMeeting, met: Met, at: datetime
) -> LawyerMeeting:
    """Write down how a meeting went; written again it is corrected."""
    rows = LawyerMeeting.objects.select_related("activity")
    fresh = rows.select_for_update(of=("self",)).get(pk=meeting.pk)
    _follow(fresh)
    fresh.activity = hold(
        actor=actor,
        activity=fresh.activity,
        started=met.started,
        ended=met.ended,
        came=met.came,
        at=at,
    )
    fresh.subjects.all().delete()
    MeetingSubject.objects.bulk_create(
        MeetingSubject(meeting=fresh, subject=one) for one in sorted(set(met.subjects))
    )
    record(kinds.MEETING_HELD, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def put_meeting_back(*, actor: Actor, meeting: LawyerMeeting, at: datetime) -> None:
    """Say that it was called off by mistake; raise CannotBe."""
    fresh = LawyerMeeting.objects.select_related("activity").get(pk=meeting.pk)
    _follow(fresh)
    put_back(actor=actor, activity=fresh.activity, at=at)
    record(kinds.MEETING_BACK, actor=actor, subject=str(fresh.pk), at=at)


def refuse_called_off(meeting: LawyerMeeting) -> None:
    """Raise MeetingCalledOff where nothing is written down at a meeting."""
    if meeting.activity.state == State.CANCELLED:
        raise MeetingCalledOff(
            _(
                "This meeting was called off. If that is not so, say it on the page of "
                "the meeting first."
            )
        )


@transaction.atomic
def ask_lawyer(*, actor: Actor, new: NewQuestion, at: datetime) -> LegalQuestion:
    """Keep a question, sealed under a key of its own."""
    if new.key is not None:
        before = LegalQuestion.objects.filter(pk=new.key, team=new.team).first()
        if before is not None:
            return before
    pk = new.key or uuid4()
    new_key(actor, new.team, pk)
    question = LegalQuestion.objects.create(
        id=pk,
        team=new.team,
        country=actor.country,
        site=new.site,
        subject=new.subject,
        text=seal(actor, pk, "question", pk, new.text),
        asked_at=at,
        asked_by=actor.handle,
    )
    record(kinds.ASKED, actor=actor, subject=str(pk), at=at)
    return question


@transaction.atomic
def answer_question(
    *,
    actor: Actor,
    question: LegalQuestion,
    meeting: LawyerMeeting,
    answer: str,
    at: datetime,
) -> LegalQuestion:
    """Write down what the lawyer answered at a meeting; raise CannotBe."""
    fresh = LegalQuestion.objects.select_for_update().get(pk=question.pk)
    if fresh.answered_at is not None:
        raise AnsweredAlready(_("Somebody has written an answer already."))
    if (fresh.team_id, fresh.site) != (meeting.team_id, meeting.site):
        raise NotTheirMeeting(_("This was asked at another room. Answer it there."))
    if meeting.activity.state != State.HELD:
        raise NotTheirMeeting(_("First write down that the meeting was held."))
    fresh.answer = seal(actor, fresh.pk, "answer", fresh.pk, answer)
    fresh.answered_in, fresh.answered_at = meeting, at
    fresh.answered_by = actor.handle
    fresh.save()
    record(kinds.QUESTION_ANSWERED, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


@transaction.atomic
def correct_answer(
    *, actor: Actor, question: LegalQuestion, answer: str, at: datetime
) -> LegalQuestion:
    """Write an answer anew that was written down wrong; raise CannotBe.

    What stood there before is gone. Once a card of it was approved, the card's next
    version corrects it.
    """
    fresh = LegalQuestion.objects.select_for_update().get(pk=question.pk)
    refuse_correcting(fresh)
    fresh.answer = seal(actor, fresh.pk, "answer", fresh.pk, answer)
    fresh.corrected_at, fresh.corrected_by = at, actor.handle
    fresh.save(update_fields=["answer", "corrected_at", "corrected_by"])
    record(kinds.ANSWER_MENDED, actor=actor, subject=str(fresh.pk), at=at)
    return fresh


def approved_cards(question: Any) -> QuerySet[KnowYourRightsCard]:
    """Return the cards of a question that an attorney approved."""
    return KnowYourRightsCard.objects.filter(
        question=question, approved_at__isnull=False
    )


def refuse_correcting(question: LegalQuestion) -> None:
    """Raise NoAnswerYet or CardApproved where there is nothing to correct here."""
    if question.answered_at is None:
        raise NoAnswerYet(_("Nobody has written an answer yet."))
    if approved_cards(question).exists():
        raise CardApproved(
            _(
                "An attorney approved a card of this answer. Write the next version "
                "of the card instead."
            )
        )


def waiting_for(meeting: LawyerMeeting) -> QuerySet[LegalQuestion]:
    """Return every question of the safe space without an answer, the oldest first.

    Nothing is carried from meeting to meeting by hand: what is open is on the agenda.
    """
    open_ones = LegalQuestion.objects.filter(
        team=meeting.team_id, site=meeting.site, answered_at=None
    )
    return open_ones.order_by("asked_at", "id")


def times_carried(question: LegalQuestion, before: LawyerMeeting) -> int:
    """Return at how many meetings before this one it was left without an answer."""
    return LawyerMeeting.objects.filter(
        team=question.team_id,
        site=question.site,
        activity__state=State.HELD,
        activity__held_start__gt=question.asked_at,
        planned_on__lt=before.planned_on,
    ).count()


def meetings_due(
    teams: tuple[UUID, ...], places: tuple[Place, ...], *, month: date
) -> tuple[Due, ...]:
    """Return what is due in a month: one meeting for each safe space."""
    first = month_of(month)
    rows = list(
        LawyerMeeting.objects.filter(team_id__in=teams)
        # A meeting is held in the month on whose day it was, whenever it was planned.
        .filter(planned_on__gte=first - timedelta(days=92))
        .select_related("activity")
        .order_by("planned_on")
    )
    held = [
        one
        for one in rows
        if one.activity.state == State.HELD and month_of(_held_on(one)) == first
    ]
    planned = [
        one
        for one in rows
        if one.activity.state in (State.PLANNED, State.MISSED)
        and month_of(one.planned_on) == first
    ]
    return tuple(
        Due(site=place, held=_first(held, place), planned=_first(planned, place))
        for place in places
    )


def _held_on(meeting: LawyerMeeting) -> date:
    moment = meeting.activity.held_start
    return day_of(meeting.country, moment) if moment else meeting.planned_on


def _first(rows: list[LawyerMeeting], place: Place) -> LawyerMeeting | None:
    return next((one for one in rows if one.site == place.code), None)


def _follow(meeting: LawyerMeeting) -> None:
    """Where it was moved to another day, go on with what took its place."""
    activity: Activity = meeting.activity
    while activity.instead is not None:
        activity = activity.instead
    if activity != meeting.activity:
        meeting.activity = activity
        meeting.planned_on = day_of(meeting.country, activity.planned_start)
        meeting.save(update_fields=["activity", "planned_on"])
