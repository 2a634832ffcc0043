"""Files of a case: take one in, read what it is, check it, get it back."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.engines import sealed
from payung.gateways.vault import FolderVault
from payung.programme.cases import access, case_page, custody
from payung.programme.cases.asking import ask
from payung.programme.cases.custody_events import breaks_of
from payung.programme.cases.custody_page import custody_of
from payung.programme.cases.evidence import (
    MOST_BYTES,
    GivenFile,
    add_evidence,
    too_large,
)
from payung.programme.cases.forms import FileForm
from payung.programme.cases.letting_go import is_kept
from payung.programme.cases.models import Case
from payung.programme.cases.sending import send
from payung.programme.cases.views.case import opened
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, say
from payung.programme.people.doors import signed_in, unlocked
from payung.programme.people.refusals import CannotBe


@unlocked
def add(request: HttpRequest, actor: Actor, reference: str) -> HttpResponse:
    """Take a file in; what is typed beside it stays when the file cannot be kept."""
    case = access.case_for(actor, reference)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if _kept(request, actor, case, form):
            messages.success(request, _("The file is kept, locked."))
            return redirect("case", case.reference)
    about = Ask(
        title=_("Add a file"), button=_("Add"), upload=True, page="cases/add_file.html"
    )
    return ask(request, case, form, about)


@signed_in
def one(
    request: HttpRequest, actor: Actor, reference: str, record: UUID
) -> HttpResponse:
    """Show a file's custody: who did what with it, and whether it is unchanged."""
    case = access.case_for(actor, reference)
    evidence = access.evidence_in(case, record)
    context = {
        "case": case,
        "file": evidence,
        "kept": is_kept(evidence),
        "zone": case_page.zone_of(case),
        "custody": custody_of(evidence),
        "breaks": breaks_of(evidence),
        "chained": not evidence.custody.filter(number=None).exists(),
    }
    return render(request, "cases/file.html", context)


@require_POST
@unlocked
def show(
    request: HttpRequest, actor: Actor, reference: str, record: UUID
) -> HttpResponse:
    """Open the name of a file and what it shows."""
    case = access.case_for(actor, reference)
    evidence = access.kept_in(case, record)

    def text() -> str:
        try:
            told = custody.read_words(
                actor=actor, evidence=evidence, vault=vault(), at=timezone.now()
            )
        except custody.Changed:
            return changed()
        return f"{told.name}\n\n{told.shows}" if told.shows else told.name

    return opened(request, case, _("Name and what it shows"), text)


@require_POST
@unlocked
def check(
    request: HttpRequest, actor: Actor, reference: str, record: UUID
) -> HttpResponse:
    """Hash a file anew and say whether it is what was received."""
    case = access.case_for(actor, reference)
    evidence = access.kept_in(case, record)
    try:
        custody.verify(actor=actor, evidence=evidence, vault=vault(), at=timezone.now())
    except custody.Changed:
        messages.error(request, changed())
    else:
        messages.success(request, _("Unchanged since it was received."))
    return redirect("case-file", case.reference, evidence.record)


@require_safe
@unlocked
def get(
    request: HttpRequest, actor: Actor, reference: str, record: UUID
) -> HttpResponseBase:
    """Send a file, opened, as a download; pieces of it where a player asks so."""
    case = access.case_for(actor, reference)
    evidence = access.kept_in(case, record)
    try:
        return send(
            request, actor=actor, evidence=evidence, vault=vault(), at=timezone.now()
        )
    except (custody.Changed, sealed.Refused):
        messages.error(request, changed())
        return redirect("case-file", case.reference, evidence.record)


def vault() -> FolderVault:
    """Return where sealed files lie on this machine."""
    return FolderVault(settings.VAULT)


def changed() -> str:
    """Return what to do where a file is not what was received."""
    return _(
        "This file is not what was received, or it is gone. Do not use it as proof. "
        "Tell the coordinator today: it may still be whole in a backup."
    )


def _kept(request: HttpRequest, actor: Actor, case: Case, form: FileForm) -> bool:
    file = request.FILES.get("file")
    # What is larger than the server holds in memory is not even read.
    if file is None and int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        form.errors.pop("file", None)
        say(form, too_large())
        return False
    if not form.is_valid() or file is None:
        return False
    given = GivenFile(
        name=file.name or "",
        shows=form.cleaned_data["shows"],
        content=file.read(),
        digest=form.cleaned_data["digest"],
        form=form.cleaned_data["form"],
    )
    try:
        add_evidence(
            actor=actor, case=case, given=given, vault=vault(), at=timezone.now()
        )
    except CannotBe as refusal:
        say(form, refusal)
        return False
    return True
