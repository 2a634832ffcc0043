"""An invented year of circles and meetings with the lawyer: found, decided, told back."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from payung.programme.activities.actions import cancel
from payung.programme.activities.categories import category
from payung.programme.activities.models import Kind, Reason
from payung.programme.activities.on_the_plan import not_begun
from payung.programme.activities.taking_up import Wish
from payung.programme.circles.agenda import carried
from payung.programme.circles.cards import NewCard, Words, approve_card, draft_card
from payung.programme.circles.codes import (
    ActionState,
    Addressee,
    Allowed,
    Answer,
    Because,
    DecidedBy,
    Dropped,
    EvidenceKind,
    Group,
    PassedTo,
    Proof,
    Severity,
    Since,
    Subject,
    Sure,
)
from payung.programme.circles.deciding import (
    NewDecision,
    add_action,
    decide,
    drop_action,
    finish_action,
    tell_back,
)
from payung.programme.circles.findings import NewFinding, add_finding, answer_finding
from payung.programme.circles.lawyer import (
    Met,
    NewMeeting,
    NewQuestion,
    answer_question,
    ask_lawyer,
    hold_meeting,
    plan_meeting,
    waiting_for,
)
from payung.programme.circles.marking import mark_span, where
from payung.programme.circles.models import (
    Decision,
    Finding,
    FocusGroup,
    KnowYourRightsCard,
    LegalQuestion,
)
from payung.programme.circles.sites import sites_of
from payung.programme.circles.sittings import (
    NewGroup,
    Sat,
    finish_minutes,
    hold_group,
    plan_group,
)
from payung.programme.findings.periods import shifted
from payung.programme.people.actors import Actor, actor_of
from payung.programme.people.founding import Founded
from payung.programme.people.models import Person
from payung.programme.people.roles import Role
from payung.programme.places.packs import pack_of
from payung.web.demo.ends import end_of


LENGTH = timedelta(hours=2)
# So long the minutes of a sitting are still being written.
STILL_OPEN = timedelta(days=12)
FOUND = (
    ("police_stops", "We are stopped at the bridge almost every week"),
    ("police_money", "Small money is asked for at the bus stand"),
    ("health_far", "The clinic is far and closes at four"),
    ("venue_owners", "Owners keep the papers of those who work there"),
    ("condoms", "Condoms are taken out of bags and held up"),
    ("transport", "There is no way home after eleven"),
    ("safe_space", "The room has no shade in the afternoon"),
    ("neighbours", "Neighbours shout at those who come to the room"),
)
DECIDED = ("Ask for a meeting", "Go in pairs until spring", "Change the hours")
TO_DO = ("Write the letter", "Ask three others", "Put it on the wall")
ASKED = (
    (Subject.STOPPED, "May they look into my telephone?"),
    (Subject.MONEY, "Do I get a paper for what I pay?"),
    (Subject.TAKEN, "Whom may I call?"),
    (Subject.HOME, "Can the owner lock me out?"),
    (Subject.PAPERS, "How do I get papers without my father?"),
)
MARKED = 0.6
HOW_SITTINGS_ALLOW = (Allowed.WORDS, Allowed.CODES, Allowed.CODES, Allowed.NOTHING)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """Who acts, where, and by what chance."""

    office: Founded
    rng: random.Random
    until: datetime

    @property
    def actor(self) -> Actor:
        """Return who writes everything down."""
        return self.office.actor


def demo_year(
    *,
    office: Founded,
    rng: random.Random,
    start: date,
    months: int,
    scale: float,
    until: datetime | None = None,
) -> None:
    """Fill so many months from `start`'s month with sittings and meetings.

    At `scale` 1.0 each room has both in each month; less leaves rooms out, never all.
    What lies after `until` stays planned. Without it the months are over, but for the
    last sitting: it stands planned, with what the ones before left open.
    """
    rooms = [one.code for one in sites_of((office.team.pk,))] or [""]
    rooms = rooms[: max(1, round(len(rooms) * scale))]
    first, zone = start.replace(day=1), pack_of(office.actor.country).zone()
    ends = end_of(first, months, zone, until)
    ground = Ground(office=office, rng=rng, until=ends)
    for number in range(months):
        to_come = until is None and number == months - 1
        for room in rooms:
            _one_sitting(ground, room, first, to_come=to_come)
            _one_meeting(ground, room, first)
        first = shifted(first, 1)


def begin_next(*, office: Founded, at: datetime) -> None:
    """Begin the next sitting and the next meeting that stand on the plan already."""
    actor, team = office.actor, office.team
    sitting = not_begun(actor, Kind.FOCUS_GROUP).filter(planned_start__gt=at).first()
    if sitting is not None:
        group = NewGroup(
            team=team,
            group=Group.EVERYBODY,
            start=sitting.planned_start,
            end=sitting.planned_end,
            quorum=6,
            wish=Wish(activity=sitting.pk),
        )
        plan_group(actor=actor, new=group, at=at)
    met = not_begun(actor, Kind.LAWYER_MEETING).filter(planned_start__gt=at).first()
    if met is not None:
        meeting = NewMeeting(
            team=team,
            start=met.planned_start,
            end=met.planned_end,
            wish=Wish(activity=met.pk),
        )
        plan_meeting(actor=actor, new=meeting, at=at)


def _one_sitting(ground: Ground, room: str, month: date, *, to_come: bool) -> None:
    rng, actor = ground.rng, ground.actor
    begins = _moment(ground.office, month + timedelta(days=rng.randint(17, 24)), 14)
    before = begins - timedelta(days=14)
    if before > ground.until:
        return
    new = NewGroup(
        team=ground.office.team,
        group=Group.EVERYBODY,
        start=begins,
        end=begins + LENGTH,
        quorum=6,
        site=room,
    )
    group = plan_group(actor=actor, new=new, at=before)
    if to_come or begins + LENGTH > ground.until:
        return
    if rng.random() < 0.08:
        reason = rng.choice((Reason.STRIKE, Reason.FLOOD, Reason.RAID))
        cancel(actor=actor, activity=group.activity, reason=reason, at=begins)
        return
    _held(ground, group, begins)


def _held(ground: Ground, group: FocusGroup, begins: datetime) -> None:
    rng, actor, at = ground.rng, ground.actor, begins + LENGTH
    came = {
        category(gender="f", setting="s"): rng.randint(3, 8),
        category(gender="t"): rng.randint(0, 3),
        category(gender="f", first=True): rng.randint(0, 2),
    }
    sat = Sat(
        started=begins,
        ended=at,
        came=came,
        led_by_community=rng.random() < 0.9,
        allowed=rng.choice(HOW_SITTINGS_ALLOW),
        safety="Somebody sits at the door",
    )
    group = hold_group(actor=actor, group=group, sat=sat, at=at)
    _told_back(ground, group, at)
    found = [_found(ground, group, at) for _one in range(rng.randint(2, 4))]
    _decided(ground, group, found[0], at)
    is_open = ground.until - begins < STILL_OPEN
    for finding in found[1:-1] if is_open else found[1:]:
        _answered(ground, finding, at)
    if not is_open:
        finish_minutes(actor=actor, group=group, at=at)


def _found(ground: Ground, group: FocusGroup, at: datetime) -> Finding:
    rng = ground.rng
    theme, text = rng.choice(FOUND)
    new = NewFinding(
        text=text,
        about_one=False,
        themes=(theme,),
        severity=rng.choice(list(Severity)),
        since=rng.choice(list(Since)),
        evidence=rng.choice(list(EvidenceKind)),
        is_new=rng.random() < 0.5,
    )
    finding = add_finding(actor=ground.actor, group=group, new=new, at=at)
    if rng.random() < MARKED:
        place, ends = where(group, "finding", finding.pk), text.rindex(" ")
        mark_span(
            actor=ground.actor, place=place, start=0, end=ends, theme=theme, at=at
        )
    return finding


def _decided(ground: Ground, group: FocusGroup, why: Finding, at: datetime) -> None:
    rng, actor = ground.rng, ground.actor
    new = NewDecision(
        what=rng.choice(DECIDED),
        why=(why,),
        addressee=rng.choice(list(Addressee)),
        changes_strategy=rng.random() < 0.2,
        decided_by=rng.choice(list(DecidedBy)),
        due_on=at.date() + timedelta(days=rng.choice((35, 45, 70))),
    )
    decision = decide(actor=actor, group=group, new=new, at=at)
    due = at.date() + timedelta(days=21)
    for what in rng.sample(TO_DO, 2):
        add_action(actor=actor, decision=decision, what=what, due_on=due, at=at)


def _answered(ground: Ground, finding: Finding, at: datetime) -> None:
    rng = ground.rng
    answer = rng.choice((Answer.WATCH, Answer.REFERRED, Answer.NO_ACTION))
    answer_finding(
        actor=ground.actor,
        finding=finding,
        answer=answer,
        passed_to=rng.choice(list(PassedTo)),
        because=rng.choice(list(Because)),
        at=at,
    )


def _told_back(ground: Ground, group: FocusGroup, at: datetime) -> None:
    """Tell of what is carried on; one in five is not done or not accepted yet."""
    for decision in list(carried(group)):
        if ground.rng.random() < 0.2:
            continue
        _carried_out(ground, decision, at - timedelta(days=3))
        tell_back(
            actor=ground.actor,
            decision=decision,
            group=group,
            accepted=ground.rng.random() < 0.85,
            at=at,
        )


def _carried_out(ground: Ground, decision: Decision, at: datetime) -> None:
    for action in decision.actions.filter(state=ActionState.OPEN):
        if ground.rng.random() < 0.9:
            proof = ground.rng.choice(list(Proof))
            finish_action(actor=ground.actor, action=action, proof=proof, at=at)
        else:
            reason = ground.rng.choice(list(Dropped))
            drop_action(actor=ground.actor, action=action, reason=reason, at=at)


def _one_meeting(ground: Ground, room: str, month: date) -> None:
    rng, actor, team = ground.rng, ground.actor, ground.office.team
    begins = _moment(ground.office, month + timedelta(days=rng.randint(4, 12)), 11)
    before = begins - timedelta(days=7)
    if before > ground.until:
        return
    subject, text = rng.choice(ASKED)
    asked = NewQuestion(team=team, site=room, subject=subject, text=text)
    ask_lawyer(actor=actor, new=asked, at=begins - timedelta(days=2))
    planned = NewMeeting(team=team, start=begins, end=begins + LENGTH, site=room)
    meeting = plan_meeting(actor=actor, new=planned, at=before)
    if begins + LENGTH > ground.until or rng.random() < 0.1:
        return
    met = Met(
        started=begins,
        ended=begins + LENGTH,
        came={category(gender="f"): rng.randint(4, 12)},
        subjects=(subject,),
    )
    at = begins + LENGTH
    meeting = hold_meeting(actor=actor, meeting=meeting, met=met, at=at)
    for question in list(waiting_for(meeting)):
        if rng.random() < 0.7:
            answered = answer_question(
                actor=actor,
                question=question,
                meeting=meeting,
                answer="As the lawyer explained it on the day",
                at=at,
            )
            here = KnowYourRightsCard.objects.filter(country=actor.country)
            if rng.random() < 0.2 or not here.exists():
                _a_card(ground, answered, at)


def _a_card(ground: Ground, question: LegalQuestion, at: datetime) -> None:
    """Make a card of an answer; where there is an attorney in the country, approve it."""
    [text] = [one for what, one in ASKED if what == question.subject][:1]
    new = NewCard(
        words=Words(
            language="en",
            title=text,
            body="Invented for the demonstration: this is no advice.",
        ),
        source="Invented Act, section 1",
        confidence=Sure.LOW,
    )
    card = draft_card(actor=ground.actor, question=question, new=new, at=at)
    attorney = Person.objects.filter(
        country=ground.actor.country, roles_held__role=Role.ATTORNEY
    ).first()
    if attorney is not None:
        approve_card(actor=actor_of(attorney, keys=None), card=card, at=at)


def _moment(office: Founded, day: date, hour: int) -> datetime:
    zone = pack_of(office.actor.country).zone()
    return datetime.combine(day, time(hour), tzinfo=zone)
