"""People and keys: who is here, who can open the notes, and changing that."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.people import access, actions, teams
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.forms import AddPerson, StartTeam
from payung.programme.people.models import Renewal
from payung.programme.people.queries import people_page, team_page
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.people.side_teams import NobodyLeft


@unlocked
def people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the people of the country and the teams that the actor is in."""
    check_role(actor, *KEYHOLDERS)
    return render(request, "people/people.html", {"page": people_page(actor)})


@unlocked
def add(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Open an account for somebody."""
    check_role(actor, Role.COORDINATOR)
    form = AddPerson(request.POST or None, initial={"language": actor.language})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_person(
                actor=actor,
                handle=given["handle"],
                passphrase=given["new"],
                roles=[Role(role) for role in given["roles"]],
                language=given["language"],
                at=timezone.now(),
            )
        except actions.HandleTaken:
            form.add_error("handle", _("Somebody has this name. Choose another one."))
        else:
            return redirect("people")
    return render(request, "people/add.html", {"form": form})


@unlocked
def start(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Start a team."""
    check_role(actor, Role.COORDINATOR)
    form = StartTeam(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        team = teams.start_team(actor=actor, name=name, at=timezone.now())
        return redirect("team", team_id=team.pk)
    return render(request, "people/start_team.html", {"form": form})


@unlocked
def team(request: HttpRequest, actor: Actor, team_id: UUID) -> HttpResponse:
    """Show who can open a team's notes, with the words of each one's key."""
    check_role(actor, *KEYHOLDERS)
    page = team_page(actor, access.team_for(actor, team_id))
    return render(request, "people/team.html", {"page": page})


@require_POST
@unlocked
def let_in(request: HttpRequest, actor: Actor, team_id: UUID) -> HttpResponse:
    """Let somebody open the team's notes, after the words were compared."""
    check_role(actor, Role.COORDINATOR)
    chosen = access.team_for(actor, team_id)
    member = access.person_for(actor, request.POST.get("handle", ""))
    if request.POST.get("compared") != "yes":
        messages.error(request, _("Compare the six words with her first, by voice."))
        return redirect("team", team_id=team_id)
    try:
        teams.grant_team(actor=actor, team=chosen, member=member, at=timezone.now())
    except teams.HoldsNoKeys:
        messages.error(request, _("What she does here needs no key to the notes."))
    return redirect("team", team_id=team_id)


@require_POST
@unlocked
def take_out(request: HttpRequest, actor: Actor, team_id: UUID) -> HttpResponse:
    """Take somebody out: her sessions end now, the team's key changes."""
    check_role(actor, Role.COORDINATOR)
    chosen = access.team_for(actor, team_id)
    member = access.member_for(actor, chosen, request.POST.get("handle", ""))
    try:
        teams.remove_member(
            actor=actor,
            team=chosen,
            member=member,
            renewal=_renewal(request),
            at=timezone.now(),
        )
    except teams.LastMember:
        messages.error(
            request, _("Somebody has to stay who can open the notes. Let her in first.")
        )
    except NobodyLeft as refusal:
        sentence = _("Only she can open %(team)s. Let somebody else see it first.")
        messages.error(request, sentence % {"team": refusal.team.name})
    except teams.NotInTheTeam:
        messages.info(request, _("She is out of the team already."))
    return redirect("team", team_id=team_id)


def _renewal(request: HttpRequest) -> Renewal:
    """Return how much is made anew: every key, where she may have kept the old ones."""
    kept = request.POST.get("kept_keys") == "yes"
    return Renewal.KEYS if kept else Renewal.WRAPS
