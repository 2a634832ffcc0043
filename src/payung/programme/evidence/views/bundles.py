"""Make a bundle for a court or a lawyer, and write down that it was handed over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from payung.programme.cases import access as cases
from payung.programme.cases import case_page, custody
from payung.programme.cases.models import Case
from payung.programme.cases.recipients import Recipient
from payung.programme.cases.views.files import changed, vault
from payung.programme.consents.opening import opened
from payung.programme.evidence import access, showing
from payung.programme.evidence.bundling import Made, Wanted, make_bundle
from payung.programme.evidence.choosing import chosen_in, purposes_for
from payung.programme.evidence.forms import BundleForm
from payung.programme.evidence.handing_over import hand_over
from payung.programme.people.actors import Actor
from payung.programme.people.asking import say
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe

from .proof import download


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked
def bundle(request: HttpRequest, actor: Actor, reference: str) -> HttpResponseBase:
    """Ask what goes into a bundle; make it and send it, or say what is missing."""
    case = cases.case_for(actor, reference)
    files = showing.files_of(case)
    form = BundleForm(
        request.POST if request.method == "POST" else None,
        originals={one.evidence.pk for one in files},
        copies={one.evidence.pk for one in files if one.copy},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(actor, case, form, timezone.now())
        except CannotBe as refusal:
            say(form, refusal)
        else:
            name = f"{str(made.row.pk)[:8]}.zip"
            size = made.row.size
            return download(made.pieces, name=name, size=size, media="application/zip")
    return _page(request, actor, case, form, files)


@require_POST
@unlocked
def handed(
    request: HttpRequest, actor: Actor, reference: str, bundle_id: UUID
) -> HttpResponse:
    """Write down that a bundle was handed over."""
    case = cases.case_for(actor, reference)
    row = access.bundle_in(case, bundle_id)
    try:
        hand_over(actor=actor, bundle=row, vault=vault(), at=timezone.now())
    except CannotBe as refusal:
        messages.error(request, refusal.sentence)
    except custody.Changed:
        messages.error(request, changed())
    else:
        messages.success(request, _("Written down."))
    return redirect("case-bundle", case.reference)


def _made(actor: Actor, case: Case, form: BundleForm, at: datetime) -> Made:
    given = form.cleaned_data
    made_for, with_names = Recipient(given["made_for"]), given["with_names"]
    # Her permission first: where she took it back there is no file left to choose.
    permits = [
        opened(actor=actor, case=case, purpose=purpose, at=at)
        for purpose in purposes_for(made_for, with_names=with_names)
    ]
    wanted = Wanted(
        chosen=chosen_in(case, set(given["originals"]), set(given["copies"])),
        made_for=made_for,
        with_names=with_names,
    )
    return make_bundle(
        actor=actor, case=case, permits=permits, wanted=wanted, vault=vault(), at=at
    )


def _page(
    request: HttpRequest,
    actor: Actor,
    case: Case,
    form: BundleForm,
    files: tuple[showing.FileLine, ...],
) -> HttpResponse:
    context = {
        "case": case,
        "form": form,
        "files": files,
        "zone": case_page.zone_of(case),
        "bundles": showing.bundles_of(case),
        "words": showing.words_of(actor.unlocked.user.public.verify),
        "originals": request.POST.getlist("originals"),
        "copies": request.POST.getlist("copies"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "evidence/bundle.html", context, status=status)
