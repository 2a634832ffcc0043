"""Open a case: from a note, or without one, after a call."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.programme.cases.actions import (
    NewCase,
    OpenedAlready,
    cases_about,
    open_case,
)
from payung.programme.cases.asking import set_hidden
from payung.programme.cases.forms import OpenForm
from payung.programme.cases.from_report import FromReport, from_report
from payung.programme.people.access import opening_team_for, team_for, teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import say
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names, unit_names
from payung.programme.reports.access import report_for
from payung.programme.reports.models import Report


@unlocked
def open_one(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open a case; `?note=` names the report it is about."""
    check_role(actor, *KEYHOLDERS)
    reference = request.GET.get("note", "")
    report = report_for(actor, reference) if reference else None
    offered = from_report(report)
    form = _form(request, actor, report, offered)
    if request.method == "POST" and form.is_valid():
        try:
            case = open_case(
                actor=actor,
                new=_new(actor, form, report, offered),
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
            _now_known(form, refusal, report)
        else:
            messages.success(request, _("It is open. You look after it."))
            return redirect("case", case.reference)
    context = {
        "form": form,
        "report": report,
        "offered": offered,
        "teams": bool(form.fields["team"].choices),  # type: ignore[attr-defined]
        "known": sorted(cases_about(report)) if report else [],
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "cases/open.html", context, status=status)


def _form(
    request: HttpRequest, actor: Actor, report: Report | None, offered: FromReport
) -> OpenForm:
    teams = {str(team.pk): team.name for team in teams_of(actor)}
    if report is not None:
        # What a case says of a report may only be read by those who have the report.
        teams = {str(report.team_id): teams.get(str(report.team_id), "")}
    stations = unit_names(actor.country, actor.language)
    if offered.station:
        stations.setdefault(offered.station, offered.station)
    area = report.area if report else ""
    return OpenForm(
        request.POST or None,
        zone=pack_of(actor.country).zone(area or None),
        stations=stations,
        teams=teams,
        areas=area_names(actor.country, actor.language),
        initial=_initial(area, offered) | {"team": next(iter(teams), "")},
    )


def _initial(area: str, offered: FromReport) -> dict[str, Any]:
    return {
        "area": area,
        "taken_at": offered.taken_at,
        "station": offered.station,
    }


def _new(
    actor: Actor, form: OpenForm, report: Report | None, offered: FromReport
) -> NewCase:
    typed = form.cleaned_data
    return NewCase(
        # With a report, its team is the only answer, be it one beside a team.
        team=(opening_team_for if report else team_for)(actor, UUID(typed["team"])),
        title=typed["title"],
        note=typed["summary"],
        area=typed.get("area", ""),
        report=report,
        knowing=frozenset(typed["knowing"].split()),
        taken=offered.taken(typed),
    )


def _now_known(form: OpenForm, refusal: CannotBe, report: Report | None) -> None:
    """After she was told of the other case, the same button means another person."""
    if isinstance(refusal, OpenedAlready) and report is not None:
        set_hidden(form, "knowing", " ".join(sorted(cases_about(report))))
