"""One file on its way in: its form, its columns, a look, and then row by row."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.gateways.vault import FolderVault
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.roles import Role
from payung.programme.reports.import_models import ImportRun, Outcome, RunStage
from payung.programme.reports.importing import foreign_forms, named_plans, runs
from payung.programme.reports.importing.columns import chosen_plan, columns_page
from payung.programme.reports.importing.files import FileKind, NotWhatItSays, offered
from payung.programme.reports.importing.readings import Reading
from payung.programme.reports.importing.sheets import Grid, read_sheet
from payung.programme.reports.importing.sources import (
    Asked,
    NeedsPlan,
    readings_of,
    sheet_of,
)
from payung.programme.reports.models import FormVersion
from payung.programme.reports.published import Published, published
from payung.programme.reports.publishing import AlreadyPublished


AT_ONCE = 40
ROLES = (Role.COORDINATOR, Role.OFFICER)


@unlocked
def show(request: HttpRequest, actor: Actor, run: UUID) -> HttpResponse:
    """Show the next thing that a person has to decide about the file, or the result."""
    check_role(actor, *ROLES)
    found = runs.run_for(actor, run)
    given = {"run": found, "name": runs.name_of(actor, found)}
    if found.stage == RunStage.DONE:
        return render(request, "reports/importing/done.html", given | _result(found))
    if found.stage == RunStage.RUNNING:
        return render(request, "reports/importing/running.html", given)
    if found.form is None:
        form = foreign_forms.read_only(found.foreign)
        asked = {"form": form, "countable": foreign_forms.countable(form)}
        return render(request, "reports/importing/form.html", given | asked)
    return _look_or_columns(request, actor, found, given)


@require_POST
@unlocked
def form(request: HttpRequest, actor: Actor, run: UUID) -> HttpResponseBase:
    """Keep the form of others: what was ticked may lie open, all else is sealed."""
    check_role(actor, *ROLES)
    found = runs.run_for(actor, run)
    if found.form_id is not None or not found.foreign:
        return redirect("bring-in-file", run=run)
    compiled = foreign_forms.read_only(found.foreign)
    coding = foreign_forms.proposed_coding(compiled, request.POST.getlist("coded"))
    try:
        found.form = foreign_forms.publish_for_reading(
            actor=actor, text=found.foreign, coding=coding, at=timezone.now()
        )
    except AlreadyPublished:
        messages.error(
            request,
            _(
                "Another form with this id and version is here already. Give the form "
                "another version in its settings sheet, and begin again."
            ),
        )
        return redirect("bring-in")
    found.save(update_fields=["form"])
    return redirect("bring-in-file", run=run)


@require_POST
@unlocked
def columns(request: HttpRequest, actor: Actor, run: UUID) -> HttpResponseBase:
    """Keep what was said of the columns; ask again while something is open."""
    check_role(actor, *ROLES)
    found = runs.run_for(actor, run)
    is_open = found.stage == RunStage.LOOKED and found.form_id is not None
    if not is_open or found.kind != FileKind.SHEET:
        return redirect("bring-in-file", run=run)
    form_now = _form(found)
    said = request.POST
    if said.get("use"):
        plan = named_plans.named_plan(actor, form_now.form.id, said["use"])
    else:
        before = runs.plan_of(actor, found)
        plan = chosen_plan(_grid(actor, found), form_now, before, said.dict())
    runs.keep_plan(actor=actor, run=found, plan=plan)
    if said.get("name"):
        named_plans.name_plan(
            actor=actor,
            team=found.team,
            form_id=form_now.form.id,
            name=said["name"][:60],
            plan=plan,
            at=timezone.now(),
        )
    return redirect("bring-in-file", run=run)


@require_POST
@unlocked
def go(request: HttpRequest, actor: Actor, run: UUID) -> HttpResponseBase:
    """Bring in the next rows; htmx asks again and again while the page is open."""
    check_role(actor, *ROLES)
    found = runs.run_for(actor, run)
    if found.stage != RunStage.DONE:
        try:
            found = _some(actor, found)
        except (NotWhatItSays, NeedsPlan):
            # Something is open still: the page of the file says what.
            return redirect("bring-in-file", run=run)
    if not request.headers.get("HX-Request"):
        return redirect("bring-in-file", run=run)
    if found.stage == RunStage.DONE:
        done = redirect("bring-in-file", run=run)
        return HttpResponse(status=204, headers={"HX-Redirect": done["Location"]})
    return render(request, "reports/importing/progress.html", {"run": found})


def _some(actor: Actor, run: ImportRun) -> ImportRun:
    if run.form_id is None:
        raise NeedsPlan
    return runs.bring_some(
        actor=actor,
        run=run,
        readings=_readings(actor, run),
        vault=FolderVault(settings.VAULT),
        at=timezone.now(),
        most=AT_ONCE,
    )


def _look_or_columns(
    request: HttpRequest, actor: Actor, run: ImportRun, given: dict[str, object]
) -> HttpResponse:
    try:
        if run.kind == FileKind.SHEET and (page := _open_columns(request, actor, run)):
            return render(request, "reports/importing/columns.html", given | page)
        tally = runs.look(actor=actor, readings=_readings(actor, run))
    except NotWhatItSays as why:
        told = {"why": f"{_(why.sentence)} {_(why.remedy)}"}
        return render(request, "reports/importing/cannot.html", given | told)
    troubles = [
        {
            "file": reading.file,
            "line": reading.line,
            "column": trouble.column,
            "sentence": _(trouble.sentence),
            "remedy": _(trouble.remedy),
        }
        for reading, trouble in tally.troubles[:200]
    ]
    counts = [(one.label, tally[one]) for one in Outcome]
    seen = {"counts": counts, "rows": tally.rows, "troubles": troubles}
    return render(request, "reports/importing/look.html", given | seen)


def _open_columns(
    request: HttpRequest, actor: Actor, run: ImportRun
) -> dict[str, object] | None:
    """Return the page of the columns while something is open, or when asked for."""
    form_now = _form(run)
    plan = runs.plan_of(actor, run)
    page = columns_page(
        _grid(actor, run), form_now, plan, language=actor.language, today=_today()
    )
    if plan is not None and page.settled and "columns" not in request.GET:
        return None
    names = named_plans.plan_names(actor, form_now.form.id)
    return {"page": page, "names": names, "again": plan is not None}


def _result(run: ImportRun) -> dict[str, object]:
    counts = runs.tally_of(run)
    rows = run.rows.exclude(sentence="").order_by("number")[:500]
    return {
        "counts": [(one.label, counts.get(one.value, 0)) for one in Outcome],
        "troubles": [
            {
                "line": row.line or row.number,
                "column": row.column,
                "sentence": _(row.sentence),
                "remedy": _(row.remedy),
            }
            for row in rows
        ],
    }


def _readings(actor: Actor, run: ImportRun) -> list[Reading]:
    content = runs.content_of(actor, run, FolderVault(settings.VAULT))
    asked = Asked(
        offered=offered("", content),
        form=_form(run),
        plan=runs.plan_of(actor, run),
        today=_today(),
    )
    return list(readings_of(asked))


def _grid(actor: Actor, run: ImportRun) -> Grid:
    content = runs.content_of(actor, run, FolderVault(settings.VAULT))
    return read_sheet(sheet_of(offered("", content)))


def _form(run: ImportRun) -> Published:
    row = FormVersion.objects.values_list("id", "digest").get(pk=str(run.form_id))
    return published(*row)


def _today() -> date:
    return timezone.now().date()
