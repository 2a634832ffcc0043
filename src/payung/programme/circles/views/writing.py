"""Write down what a circle says, one form at a time."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.programme.activities.models import Kind
from payung.programme.circles import access, deciding, findings, sittings
from payung.programme.circles.asking import Ask, ask
from payung.programme.circles.codes import (
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
)
from payung.programme.circles.days import day_of
from payung.programme.circles.forms import (
    ActionEndForm,
    ActionForm,
    AnswerForm,
    DecisionForm,
    FindingForm,
    GroupForm,
    SatForm,
    ToldForm,
)
from payung.programme.circles.from_the_plan import first_of, named
from payung.programme.circles.models import FocusGroup
from payung.programme.circles.sites import sites_of
from payung.programme.circles.sitting_page import places_of
from payung.programme.circles.story import carrying_of
from payung.programme.circles.themes import themes_of
from payung.programme.people.access import members_of, person_for, team_for, teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.packs import pack_of


MONTH = timedelta(days=30)


@unlocked
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Plan a sitting."""
    check_role(actor, *KEYHOLDERS)
    at, teams = timezone.now(), list(teams_of(actor))
    there = named(actor, Kind.FOCUS_GROUP, request.GET.get("activity", ""))
    form = GroupForm(
        request.POST or None,
        teams=teams,
        sites=sites_of(actor.own_teams),
        zone=pack_of(actor.country).zone(),
        initial={"start": at, "end": at + timedelta(hours=2)} | first_of(there),
    )

    def keep() -> str:
        typed = form.cleaned_data
        group = sittings.plan_group(
            actor=actor,
            new=sittings.NewGroup(
                team=team_for(actor, UUID(typed["team"])),
                group=Group(typed["group"]),
                start=typed["start"],
                end=typed["end"],
                quorum=typed["quorum"],
                site=typed["site"],
                key=typed["key"],
                activity=there,
            ),
            at=timezone.now(),
        )
        return reverse("circle", args=[group.pk])

    return ask(request, form, Ask(title=_("A sitting"), back=reverse("circles")), keep)


@unlocked
def held(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Write down that a sitting was held, and how."""
    group = access.group_for(actor, group_id)
    planned = group.activity
    form = SatForm(
        request.POST or None,
        zone=pack_of(group.country).zone(),
        initial={"started": planned.planned_start, "ended": planned.planned_end},
    )

    def keep() -> str:
        typed = form.cleaned_data
        sat = sittings.Sat(
            started=typed["started"],
            ended=typed["ended"],
            came=form.came,
            led_by_community=typed["led"] == "yes",
            allowed=Allowed(typed["allowed"]),
            safety=typed["safety"],
            note=typed["note"],
        )
        sittings.hold_group(actor=actor, group=group, sat=sat, at=timezone.now())
        return _to(group)

    return ask(request, form, _about(group, _("It was held")), keep)


@unlocked
def finding(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Write down a finding; one person's story leads to a note instead."""
    group = access.group_for(actor, group_id)
    language = get_language() or "en"
    form = FindingForm(
        request.POST or None,
        themes=themes_of(group.country, language),
        places=places_of(group.country, language),
    )

    def keep() -> str:
        typed = form.cleaned_data
        findings.add_finding(
            actor=actor,
            group=group,
            new=findings.NewFinding(
                text=typed["text"],
                about_one=typed["about_one"] == "yes",
                themes=tuple(typed["themes"]),
                severity=Severity(typed["severity"]),
                since=Since(typed["since"]),
                evidence=EvidenceKind(typed["evidence"]),
                is_new=typed["is_new"],
                place=typed["place"],
                key=typed["key"],
            ),
            at=timezone.now(),
        )
        return _to(group)

    about = Ask(
        title=_("A finding"),
        back=_to(group),
        page="circles/finding.html",
        more={"carrying": carrying_of(actor)},
    )
    return ask(request, form, about, keep)


@unlocked
def answer(request: HttpRequest, actor: Actor, finding_id: UUID) -> HttpResponse:
    """Give the one answer to a finding."""
    found = access.finding_for(actor, finding_id)
    group = found.group
    taken = group.decisions.order_by("number")
    form = AnswerForm(
        request.POST or None,
        decisions=[
            (str(one.pk), _numbered(_("Decision"), one.number)) for one in taken
        ],
        initial={"answer": found.answer},
    )

    def keep() -> str:
        typed = form.cleaned_data
        chosen = typed["decision"]
        findings.answer_finding(
            actor=actor,
            finding=found,
            answer=Answer(typed["answer"]),
            decision=taken.filter(pk=chosen).first() if chosen else None,
            passed_to=PassedTo(typed["passed_to"]) if typed["passed_to"] else None,
            because=Because(typed["because"]) if typed["because"] else None,
            at=timezone.now(),
        )
        return _to(group)

    title = _numbered(_("Finding"), found.number)
    return ask(request, form, _about(group, title), keep)


@unlocked
def decision(request: HttpRequest, actor: Actor, group_id: UUID) -> HttpResponse:
    """Write down a decision."""
    group = access.group_for(actor, group_id)
    rows = group.findings.order_by("number")
    waiting = [str(one.pk) for one in rows if not one.answer]
    form = DecisionForm(
        request.POST or None,
        findings=[(str(one.pk), _numbered(_("Finding"), one.number)) for one in rows],
        initial={
            "why": waiting,
            "due_on": day_of(group.country, timezone.now()) + MONTH,
        },
    )

    def keep() -> str:
        typed = form.cleaned_data
        made = deciding.decide(
            actor=actor,
            group=group,
            new=deciding.NewDecision(
                what=typed["what"],
                why=tuple(rows.filter(pk__in=typed["why"])),
                addressee=Addressee(typed["addressee"]),
                changes_strategy=typed["changes"] == "yes",
                decided_by=DecidedBy(typed["decided_by"]),
                due_on=typed["due_on"],
                key=typed["key"],
            ),
            at=timezone.now(),
        )
        return reverse("circle-action", args=[made.pk])

    return ask(request, form, _about(group, _("A decision")), keep)


@unlocked
def action(request: HttpRequest, actor: Actor, decision_id: UUID) -> HttpResponse:
    """Say who does what by when."""
    chosen = access.decision_for(actor, decision_id)
    form = ActionForm(
        request.POST or None,
        people=members_of(chosen.group.team),
        initial={"due_on": chosen.due_on},
    )

    def keep() -> str:
        typed = form.cleaned_data
        deciding.add_action(
            actor=actor,
            decision=chosen,
            who=person_for(actor, typed["who"]) if typed["who"] else None,
            what=typed["what"],
            due_on=typed["due_on"],
            key=typed["key"],
            at=timezone.now(),
        )
        return _to(chosen.group)

    return ask(request, form, _about(chosen.group, _("Who, what, when")), keep)


@unlocked
def action_end(request: HttpRequest, actor: Actor, action_id: UUID) -> HttpResponse:
    """Write down what became of something to be done."""
    chosen = access.action_for(actor, action_id)
    form = ActionEndForm(request.POST or None)

    def keep() -> str:
        typed, at = form.cleaned_data, timezone.now()
        if typed["state"] == "done":
            proof = Proof(_given(typed, "proof"))
            deciding.finish_action(actor=actor, action=chosen, proof=proof, at=at)
        else:
            reason = Dropped(_given(typed, "dropped"))
            deciding.drop_action(actor=actor, action=chosen, reason=reason, at=at)
        return reverse("circles")

    return ask(request, form, _about(chosen.decision.group, _("To be done")), keep)


@unlocked
def told(
    request: HttpRequest, actor: Actor, group_id: UUID, decision_id: UUID
) -> HttpResponse:
    """Tell the group what came of its decision, and write down whether it accepts."""
    group = access.group_for(actor, group_id)
    chosen = access.decision_for(actor, decision_id)
    form = ToldForm(request.POST or None)

    def keep() -> str:
        typed = form.cleaned_data
        deciding.tell_back(
            actor=actor,
            decision=chosen,
            group=group,
            accepted=typed["accepted"] == "yes",
            said=typed["said"],
            at=timezone.now(),
        )
        return _to(group)

    return ask(request, form, _about(group, _("What came of it")), keep)


def _given(typed: dict[str, str], name: str) -> str:
    if not typed[name]:
        sentence = (
            _("Say how it is known that it was done.")
            if name == "proof"
            else _("Say why it was given up.")
        )
        raise deciding.HowMissing(sentence, field=name)
    return typed[name]


def _numbered(word: str, number: int) -> str:
    return _("%(word)s %(number)s") % {"word": word, "number": number}


def _to(group: FocusGroup) -> str:
    return reverse("circle", args=[group.pk])


def _about(group: FocusGroup, title: str) -> Ask:
    return Ask(title=title, back=_to(group))
