"""One meeting: planned, prepared, held, moved."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.engines.clocks.calendars import gregorian_words
from payung.engines.disclosure import Audience
from payung.programme.activities.actions import cancel
from payung.programme.activities.models import Kind, Reason, State
from payung.programme.activities.on_the_plan import first_of, named, offer, wish_of
from payung.programme.advocacy import access, meetings, showing
from payung.programme.advocacy.before import (
    before,
    open_promises,
    police_may_receive,
)
from payung.programme.advocacy.codes import Tier, Tone
from payung.programme.advocacy.forms import HeldForm, MeetingForm, MoveForm, unit_name
from payung.programme.advocacy.language import language_now
from payung.programme.advocacy.ledger import line_of
from payung.programme.advocacy.letter import no_paper_for_them
from payung.programme.advocacy.models import AdvocacyMeeting
from payung.programme.findings.briefs import MAKERS
from payung.programme.findings.models import Brief
from payung.programme.people.access import teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, done
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.revealing import revealed
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.days import day_of
from payung.programme.places.packs import pack_of

from .register import units_of


@unlocked
def plan(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Plan a meeting with an office."""
    check_role(actor, *KEYHOLDERS)
    access.in_a_team(actor)
    teams = teams_of(actor)
    at = timezone.now()
    there = named(actor, Kind.POLICE_MEETING, request.GET.get("activity", ""))
    form = MeetingForm(
        request.POST or None,
        initial={"key": uuid4(), "team": teams.first()} | first_of(there),
        teams=teams,
        units=units_of(actor),
        language=language_now(),
        zone=pack_of(actor.country).zone(),
    )
    offer(form, actor, Kind.POLICE_MEETING, at=at, first=there)
    if request.method == "POST" and done(form, lambda: _plan(actor, form)):
        return redirect("advocacy")
    about = Ask(
        title=_("Plan a meeting"),
        button=_("Keep"),
        back=reverse("advocacy"),
        back_word=_("Offices"),
    )
    return ask(request, form, about)


@unlocked
def meeting(request: HttpRequest, actor: Actor, activity_id: UUID) -> HttpResponse:
    """Show one meeting and what was promised in it."""
    found = access.meeting_for(actor, activity_id)
    on = day_of(actor.country, timezone.now())
    context = {
        "meeting": found,
        "activity": found.activity,
        "state": State(found.activity.state).label,
        "unit": unit_name(found.unit, language_now()),
        "posts": found.posts.order_by("title"),
        "lines": [line_of(one, on=on) for one in open_promises(actor, found)],
        "over": found.activity.state in (State.POSTPONED, State.CANCELLED),
    }
    return render(request, "advocacy/meeting.html", context)


@unlocked
def prepare(request: HttpRequest, actor: Actor, activity_id: UUID) -> HttpResponse:
    """Show what to know before a meeting."""
    found = access.meeting_for(actor, activity_id)
    language = language_now()
    known = before(actor, found, language=language, at=timezone.now())
    context = {
        "meeting": found,
        "activity": found.activity,
        "unit": unit_name(found.unit, language),
        "known": known,
        "no_paper": "" if known.may_have_brief else no_paper_for_them(),
        "may_fetch": actor.has(*MAKERS),
    }
    return render(request, "advocacy/before.html", context)


@unlocked
def held(request: HttpRequest, actor: Actor, activity_id: UUID) -> HttpResponse:
    """Write down how a meeting was."""
    found = access.meeting_for(actor, activity_id)
    form = HeldForm(
        request.POST or None,
        initial=_as_known(found),
        posts=found.unit.posts.filter(ended_on=None).order_by("title"),
        briefs=_briefs(actor),
        zone=pack_of(actor.country).zone(),
    )
    if request.method == "POST" and done(form, lambda: _hold(actor, found, form)):
        return redirect("advocacy-meeting", activity_id)
    return ask(request, form, _about(found, _("How it was")))


@unlocked
def move(request: HttpRequest, actor: Actor, activity_id: UUID) -> HttpResponse:
    """Move a meeting to another day, or call it off."""
    found = access.meeting_for(actor, activity_id)
    later = {
        "start": found.activity.planned_start + timedelta(days=7),
        "end": found.activity.planned_end + timedelta(days=7),
    }
    zone = pack_of(actor.country).zone()
    form = MoveForm(request.POST or None, initial=later, zone=zone)
    if request.method == "POST" and done(form, lambda: _move(actor, found, form)):
        return redirect("advocacy")
    return ask(request, form, _about(found, _("Move it to another day")))


@require_POST
@unlocked
def risks(request: HttpRequest, actor: Actor, activity_id: UUID) -> HttpResponse:
    """Open what could become dangerous."""
    found = access.meeting_for(actor, activity_id)
    return revealed(
        request,
        _("What could become dangerous"),
        reverse("advocacy-meeting", args=[activity_id]),
        lambda: showing.risks_of(actor=actor, meeting=found, at=timezone.now()),
    )


def _plan(actor: Actor, form: MeetingForm) -> AdvocacyMeeting:
    given = form.cleaned_data
    new = meetings.NewMeeting(
        team=given["team"],
        unit=given["unit"],
        tier=Tier(given["tier"]),
        start=given["start"],
        end=given["end"],
        key=given["key"],
        wish=wish_of(form),
    )
    return meetings.plan_meeting(actor=actor, new=new, at=timezone.now())


def _hold(actor: Actor, found: AdvocacyMeeting, form: HeldForm) -> None:
    given = form.cleaned_data
    number = given.get("brief")
    briefs = Brief.objects.filter(country=actor.country, audience=Audience.POLICE)
    told = meetings.Held(
        started=given["started"],
        ended=given["ended"],
        posts=list(given["posts"]),
        community_spoke=given["community_spoke"],
        brief=briefs.defer("pdf", "word").get(pk=number) if number else None,
        tone=Tone(given["tone"]) if given["tone"] else None,
        risks=given["risks"],
    )
    meetings.hold_meeting(actor=actor, meeting=found, held=told, at=timezone.now())


def _move(actor: Actor, found: AdvocacyMeeting, form: MoveForm) -> None:
    given, at = form.cleaned_data, timezone.now()
    reason = Reason(given["reason"])
    if given["off"]:
        cancel(actor=actor, activity=found.activity, reason=reason, at=at)
        return
    meetings.move_meeting(
        actor=actor,
        meeting=found,
        reason=reason,
        start=given["start"],
        end=given["end"],
        at=at,
    )


def _as_known(found: AdvocacyMeeting) -> dict[str, object]:
    activity = found.activity
    posts = found.posts.all() if activity.held_start else found.unit.posts.all()
    return {
        "started": activity.held_start or activity.planned_start,
        "ended": activity.held_end or activity.planned_end,
        "posts": [post.pk for post in posts],
        "community_spoke": found.community_spoke or 0,
        "brief": found.brief_id or "",
        "tone": found.tone,
    }


def _briefs(actor: Actor) -> dict[str, str]:
    if not police_may_receive(pack_of(actor.country)):
        return {}
    made = Brief.objects.filter(country=actor.country, audience=Audience.POLICE)
    language = language_now()
    return {
        str(one.pk): f"{gregorian_words(one.made_at.date(), language)} · "
        f"{one.digest[:8]} · {one.language}"
        for one in made.defer("pdf", "word").order_by("-made_at", "-id")[:12]
    }


def _about(found: AdvocacyMeeting, title: str) -> Ask:
    return Ask(
        title=title,
        button=_("Keep"),
        back=reverse("advocacy-meeting", args=[found.activity_id]),
        back_word=unit_name(found.unit, language_now()),
    )
