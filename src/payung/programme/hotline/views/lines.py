"""The numbers of a country: which are open, what is dialled, and opening them again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.alerts.machine import put_in_memory, start_machine
from payung.programme.alerts.models import Machine
from payung.programme.alerts.queries import line_is_open
from payung.programme.hotline.forms import LineForm
from payung.programme.hotline.lines import close_line, lines_of, open_line, rules_of
from payung.programme.people.access import team_for, teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import say
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.places.packs import pack_of


@unlocked
def lines(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the numbers of her country, and what the community voted."""
    check_role(actor, Role.COORDINATOR)
    teams = {str(team.pk): team for team in teams_of(actor)}
    form = _form(request, actor, {pk: team.name for pk, team in teams.items()})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            open_line(
                actor=actor,
                code=typed["code"],
                dialled=typed["dialled"].strip(),
                team=teams[typed["team"]],
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("lines")
    status = 422 if form.is_bound and form.errors else 200
    context = {
        "lines": [(line, _label(actor, line)) for line in lines_of(actor.country)],
        "form": form if form.fields["code"].choices and teams else None,  # type: ignore[attr-defined]
        "policy": pack_of(actor.country).hotline.call_back,
        "open": line_is_open(actor.country),
    }
    return render(request, "hotline/lines.html", context, status=status)


@require_POST
@unlocked
def end(request: HttpRequest, actor: Actor, line_id: int) -> HttpResponse:
    """Say that a number is no longer ours."""
    check_role(actor, Role.COORDINATOR)
    line = lines_of(actor.country).filter(pk=line_id).first()
    if line is None:
        raise Http404
    close_line(actor=actor, line=line, at=timezone.now())
    return redirect("lines")


@require_POST
@unlocked
def open_machine(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Let the machine reach people again after it was off; the first time, begin it."""
    check_role(actor, *KEYHOLDERS)
    at, team = timezone.now(), teams_of(actor).first()
    if Machine.objects.filter(country=actor.country).exists():
        if not put_in_memory(actor=actor, at=at):
            messages.warning(request, _("Your keys do not open it. Ask the team."))
    elif team is not None and actor.has(Role.COORDINATOR):
        start_machine(actor=actor, team=team_for(actor, team.pk), at=at)
    else:
        messages.warning(request, _("The coordinator has to open it the first time."))
    return redirect("calls")


def _form(request: HttpRequest, actor: Actor, teams: dict[str, str]) -> LineForm:
    rules = pack_of(actor.country).hotline.lines
    taken = set(lines_of(actor.country).values_list("code", flat=True))
    codes = {
        rule.code: rule.label.get(actor.language) or rule.label["en"]
        for rule in rules
        if rule.code not in taken
    }
    return LineForm(request.POST or None, codes=codes, teams=teams)


def _label(actor: Actor, line: object) -> str:
    label = rules_of(line).label  # type: ignore[arg-type]
    return label.get(actor.language) or label.get("en", "")
