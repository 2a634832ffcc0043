"""Give a file; nothing of it is stored as notes before it was looked at."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.engines.forms import NotPublishable
from payung.gateways.vault import FolderVault
from payung.programme.people.access import team_for, teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.roles import Role
from payung.programme.reports.import_models import ImportRun
from payung.programme.reports.importing import foreign_forms, runs
from payung.programme.reports.importing.files import NotWhatItSays, offered
from payung.programme.reports.importing.forms import GiveFile
from payung.programme.reports.importing.sources import kind_of
from payung.programme.reports.models import FormVersion
from payung.programme.reports.published import Published, published


@unlocked
def start(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """Show what was brought in before, and take the next file."""
    check_role(actor, Role.COORDINATOR, Role.OFFICER)
    versions = list(
        FormVersion.objects.filter(country=actor.country).order_by(
            "-in_use", "-published_at"
        )
    )
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = GiveFile(*given, versions=versions, teams=list(teams_of(actor)))
    if given and form.is_valid():
        run = _begun(actor, form)
        if run is not None:
            return redirect("bring-in-file", run=run.record)
    return _page(request, actor, form)


def _begun(actor: Actor, form: GiveFile) -> ImportRun | None:
    """Begin with the file, or say on the form why not."""
    given = form.cleaned_data
    data: UploadedFile[bytes] = given["file"]
    content = data.read()
    try:
        kind = kind_of(offered(data.name or "", content))
        foreign = (
            foreign_forms.form_text(given["xlsform"].read()) if given["xlsform"] else ""
        )
    except NotWhatItSays as why:
        form.add_error("file", f"{_(why.sentence)} {_(why.remedy)}")
        return None
    except NotPublishable as why:
        for problem in why.problems[:20]:
            form.add_error("xlsform", str(problem))
        return None
    new = runs.NewRun(
        form=None if foreign else _chosen(given["form"]),
        kind=kind.value,
        name=data.name or "",
        content=content,
        foreign=foreign,
    )
    return runs.start_run(
        actor=actor,
        team=team_for(actor, given["team"]),
        new=new,
        vault=FolderVault(settings.VAULT),
        at=timezone.now(),
    )


def _chosen(pk: str) -> Published:
    row = FormVersion.objects.values_list("id", "digest").get(pk=pk)
    return published(*row)


def _page(request: HttpRequest, actor: Actor, form: GiveFile) -> HttpResponse:
    earlier = ImportRun.objects.filter(
        team__in=actor.teams, country=actor.country
    ).order_by("-started_at")[:20]
    lines = [
        {"run": run, "name": runs.name_of(actor, run), "stage": run.get_stage_display()}
        for run in earlier
    ]
    return render(
        request, "reports/importing/start.html", {"form": form, "earlier": lines}
    )
