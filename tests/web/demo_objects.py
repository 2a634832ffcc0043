"""An object of the invented year for each address that needs one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, QuerySet

from payung.programme.activities.models import Activity, Kind, State
from payung.programme.advocacy.models import AdvocacyMeeting, Promise
from payung.programme.circles.models import (
    ActionItem,
    Decision,
    Finding,
    FocusGroup,
    KnowYourRightsCard,
    LawyerMeeting,
    LegalQuestion,
)
from payung.programme.learning.certificates import print_copy
from payung.programme.learning.codes import Entered, TestKind
from payung.programme.learning.models import (
    Certificate,
    CourseGroup,
    Item,
    ItemAudio,
    ItemBank,
    ItemPicture,
    TrainingSession,
)
from payung.programme.learning.rounds import open_round
from payung.programme.learning.smiling import open_smiles
from payung.programme.lessons.models import (
    Adoption,
    Lesson,
    ReplicationAssessment,
    SafetyBlocker,
    ToolUse,
)
from payung.programme.objectives.report_models import ReportVersion
from payung.programme.objectives.score_models import ScoreSheet
from payung.programme.outreach.models import (
    MicroPlan,
    MicroPlanVisit,
    OutreachVisit,
    Venue,
)
from payung.programme.people.actors import Actor
from payung.programme.plans.models import PlanLine, PlanVersion
from payung.programme.safe_spaces.models import OpeningRule, Site


Named = dict[str, dict[str, Any]]


def named_in(country: str, actor: Actor, at: datetime) -> Named:
    """Return the arguments of each address of issue 5 that has some."""
    return {
        **_plans(country, at),
        **_rooms(country, at),
        **_learning(country, actor, at),
        **_circles(country),
        **_lawyer(country),
        **_outreach(country, at),
        **_offices(country, at),
        **_shelf(country),
        **_objectives(country),
    }


def the(rows: QuerySet[Any]) -> Any:
    """Return the last of some rows; fail where the year has none."""
    row: Model | None = rows.last()
    assert row is not None, f"The invented year has no such {rows.model.__name__}."
    return row


def _plans(country: str, at: datetime) -> Named:
    mine = Activity.objects.filter(country=country).order_by("planned_start")
    simple = mine.filter(kind=Kind.OTHER)
    to_come = {
        "activity": the(simple.filter(state=State.PLANNED, planned_start__gt=at)).pk
    }
    held = {"activity": the(simple.filter(state=State.HELD)).pk}
    lines = PlanLine.objects.filter(version__programme__country=country)
    approved = lines.filter(version__approved_at__isnull=False, kind=Kind.FOCUS_GROUP)
    draft = lines.filter(version__approved_at=None)
    versions = PlanVersion.objects.filter(
        programme__country=country, approved_at__isnull=False
    )
    return {
        "activity": held,
        "activity-hold": held,
        "activity-mistake": held,
        "activity-move": to_come,
        "activity-cancel": to_come,
        "plan-line": {"line_id": the(approved).pk},
        "plan-line-edit": {"line_id": the(draft).pk},
        "plan-version": {"number": the(versions.order_by("number")).number},
    }


def _rooms(country: str, at: datetime) -> Named:
    site = the(Site.objects.filter(country=country))
    one = {"code": site.code}
    rule = the(OpeningRule.objects.filter(site=site))
    day = the(site.days.filter(day__lt=at.date()).order_by("day")).day
    names = (
        *("safe-space", "safe-end", "safe-hours", "safe-cards", "safe-rules"),
        *("safe-change", "safe-reopen"),
    )
    return {
        **dict.fromkeys((*names, "door", "door-counts"), one),
        "safe-hours-end": one | {"rule_id": rule.pk},
        "safe-day": one | {"day": day.isoformat()},
    }


def _learning(country: str, actor: Actor, at: datetime) -> Named:
    groups = CourseGroup.objects.filter(country=country, bank__isnull=False)
    over = groups.filter(made_at__lt=at - timedelta(days=60))
    group = the(over.order_by("made_at"))
    one = {"group_id": group.pk}
    session = the(TrainingSession.objects.filter(group=group))
    items = Item.objects.filter(bank__country=country)
    certificate = the(Certificate.objects.filter(country=country, person__isnull=False))
    copy = print_copy(actor=actor, certificate=certificate, at=at)
    token = open_round(actor=actor, group=group, kind=TestKind.PRE, at=at)
    test = one | {"kind": "pre"}
    return {
        "learning-course": {"code": group.version.course.code},
        "learning-questions": {
            "bank": the(ItemBank.objects.filter(items__in=items)).pk
        },
        "learning-item": {"item": the(items.filter(sounds__isnull=False)).pk},
        "learning-picture": {"picture": the(ItemPicture.objects.filter(drawing="")).pk},
        "learning-sound": {"sound": the(ItemAudio.objects.filter(item__in=items)).pk},
        **dict.fromkeys(
            (
                *("learning-group", "learning-enrol", "learning-counted"),
                *("learning-sheets", "learning-skies", "learning-skies-paper"),
                "learning-used",
            ),
            one,
        ),
        "learning-leave-out": one | {"number": 1},
        "learning-sheet": {
            "test_id": the(group.tests.filter(entered=Entered.PAPER)).pk
        },
        "learning-skies-round": {"token": open_smiles(actor=actor, group=group, at=at)},
        **dict.fromkeys(("learning-test", "learning-test-paper"), test),
        "learning-day": {"session": session.pk},
        "learning-day-moved": {"session": session.pk},
        "learning-certificate": {"certificate_id": certificate.pk},
        "learning-check": {"token": copy.token},
        "learning-round": {"token": token},
    }


def _circles(country: str) -> Named:
    groups = FocusGroup.objects.filter(country=country).order_by("planned_on")
    held = groups.filter(activity__state=State.HELD)
    open_one = the(held.filter(finished_at=None))
    one = {"group_id": open_one.pk}
    findings = Finding.objects.filter(group=open_one)
    decisions = Decision.objects.filter(group__in=held, accepted_on=None)
    marked = the(held.filter(marked__isnull=False)).marked.first()
    assert marked is not None
    waiting = decisions.exclude(group=open_one).order_by("decided_on")
    action = ActionItem.objects.filter(decision__in=decisions, state="open")
    finished = the(held.exclude(finished_at=None))
    names = (
        *("circle", "circle-held", "circle-finding", "circle-decision"),
        "circle-waiting",
    )
    return {
        **dict.fromkeys(names, one),
        "circle-told": one | {"decision_id": the(waiting).pk},
        "circle-mark": {
            "group_id": marked.group_id,
            "part": marked.part,
            "about": marked.about,
        },
        "circle-withdraw": one | {"what": "finding", "row_id": the(findings).pk},
        "circle-reopen": {
            "group_id": finished.pk,
            "what": "minutes",
            "row_id": finished.pk,
        },
        "circle-answer": {"finding_id": the(findings.filter(answer="")).pk},
        "circle-action": {"decision_id": the(decisions).pk},
        "circle-action-end": {"action_id": the(action).pk},
    }


def _lawyer(country: str) -> Named:
    asked = LegalQuestion.objects.filter(country=country).order_by("asked_at")
    answered = the(asked.filter(answered_in__isnull=False))
    waiting = the(asked.filter(answered_at=None))
    meetings = LawyerMeeting.objects.filter(country=country).order_by("planned_on")
    met = {"meeting_id": answered.answered_in_id}
    in_last = {"meeting_id": the(meetings.filter(activity__state=State.HELD)).pk}
    card = the(KnowYourRightsCard.objects.filter(country=country))
    of_card = {"card_id": card.pk}
    in_english = of_card | {"language": "en"}
    return {
        "lawyer-meeting": met,
        "lawyer-held": met,
        "lawyer-waiting": met,
        "lawyer-answer": in_last | {"question_id": waiting.pk},
        "lawyer-correct": {"question_id": answered.pk},
        "rights-card-draft": {"question_id": answered.pk},
        "rights-card": of_card,
        "rights-card-again": of_card,
        "rights-card-write": in_english,
        "rights-card-print": in_english,
    }


def _outreach(country: str, at: datetime) -> Named:
    venues = Venue.objects.filter(country=country).order_by("code")
    place = {"code": the(venues.filter(visits__isnull=False).distinct()).code}
    drawn = {"code": the(venues.exclude(sketch=None)).code}
    plans = MicroPlan.objects.filter(country=country).order_by("month")
    visits = OutreachVisit.objects.filter(venue__country=country)
    of_day = visits.order_by("activity__planned_start")
    held = {"visit_id": the(of_day.filter(activity__state=State.HELD)).pk}
    planned = MicroPlanVisit.objects.filter(plan__country=country)
    names = ("venue", "venue-change", "venue-size", "venue-alert")
    del at
    return {
        **dict.fromkeys(names, place),
        "venue-sketch": drawn,
        "venue-sketch-get": drawn,
        "micro-plan": {"plan_id": the(plans).pk},
        "planned-visit": {"planned_id": the(planned.order_by("starts_at")).pk},
        **dict.fromkeys(("visit", "visit-counts", "visit-held"), held),
        **dict.fromkeys(("visit-not-held", "visit-move"), held),
    }


def _offices(country: str, at: datetime) -> Named:
    meetings = AdvocacyMeeting.objects.filter(activity__country=country)
    of_day = meetings.order_by("activity__planned_start")
    next_one = {
        "activity_id": the(of_day.filter(activity__planned_start__gt=at)).activity_id
    }
    promises = Promise.objects.filter(meeting__in=meetings).order_by("due_on")
    looked_at = the(promises.filter(reviews__isnull=False))
    held = {"activity_id": looked_at.meeting.activity_id}
    post = {"post_id": looked_at.post_id}
    office = {"unit_id": looked_at.post.unit_id}
    one = {"promise_id": looked_at.pk}
    return {
        **dict.fromkeys(("advocacy-before", "advocacy-move"), next_one),
        **dict.fromkeys(("advocacy-meeting", "advocacy-held", "promise-take"), held),
        "advocacy-post": post,
        "advocacy-post-holder": post,
        **dict.fromkeys(("promise", "promise-withdraw"), one),
        "institution": office,
        "institution-correct": office,
    }


def _shelf(country: str) -> Named:
    own = {"country": country}
    lessons = Lesson.objects.filter(**own).order_by("published_at")
    draft = {"lesson_id": the(lessons.filter(state="draft", sent_back="")).pk}
    acted = lessons.filter(links__isnull=False)
    foreign = Lesson.objects.filter(state="published").exclude(**own)
    mine = ToolUse.objects.filter(**own, ratings__isnull=False)
    looks = ReplicationAssessment.objects.filter(**own).order_by("due_on")
    whole = {"look_id": the(looks.filter(verdict="ready")).pk}
    begun = {"look_id": the(looks.filter(verdict="")).pk}
    taken = Adoption.objects.filter(**own).order_by("-started_on")
    seen = {"adoption_id": the(taken).pk}
    practice = {"practice_id": the(looks.filter(verdict="ready")).practice_id}
    return {
        "lesson": {"lesson_id": the(acted).pk},
        **dict.fromkeys(("lesson-change", "lesson-check"), draft),
        "lesson-decided": {"lesson_id": the(foreign).pk},
        "tool": {"tool_id": the(mine).tool_id},
        "tool-used": {"tool_id": the(mine).tool_id},
        "tool-rate": {"use_id": the(mine).pk},
        **dict.fromkeys(("practice", "practice-look"), practice),
        **dict.fromkeys(("practice-looked", "adoption-begin"), whole),
        "practice-ask": begun | {"question": "easy"},
        "practice-dangers": begun,
        "danger-solved": {
            "danger_id": the(SafetyBlocker.objects.filter(assessment__in=looks)).pk
        },
        "adoption": seen,
        "adoption-review": seen | {"months": 6},
        "lessons-withdraw": {"what": "lesson"} | {"row_id": draft["lesson_id"]},
    }


def _objectives(country: str) -> Named:
    versions = ReportVersion.objects.filter(report__country=country).order_by("number")
    sent = the(versions.exclude(sent_at=None))
    writing = the(versions.filter(sent_at=None))
    draft = {"number": writing.pk}
    of_story = draft | {"story_id": the(writing.stories.order_by("pk")).pk}
    code = {"code": "SS_OPEN"}
    return {
        "objective": {"which": "1"},
        "indicator": code,
        "indicator-aim": code,
        "area-scores-write": {
            "year": the(
                ScoreSheet.objects.filter(country=country).order_by("-year")
            ).year
        },
        "donor-report": {"number": sent.report_id},
        "donor-report-version": {"number": sent.pk},
        "donor-report-file": {"number": sent.pk, "kind": "docx"},
        "donor-report-figures": {"number": sent.pk, "kind": "xlsx"},
        "donor-report-words": draft,
        "donor-report-story": draft,
        "donor-report-story-edit": of_story,
        "donor-report-story-out": of_story,
    }
