"""The pages of the register of institutions."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.advocacy.institutions import access, listing, register
from payung.programme.advocacy.institutions.bringing_in import Brought, bring_in
from payung.programme.advocacy.institutions.forms import (
    InstitutionForm,
    Narrow,
    SheetForm,
    typed_of,
)
from payung.programme.advocacy.institutions.sheet_rows import ground_of, headings
from payung.programme.advocacy.language import language_now
from payung.programme.advocacy.views.register import KEEPERS
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, ask_and_keep, done
from payung.programme.people.doors import unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.places.days import day_of
from payung.programme.places.models import Unit
from payung.programme.places.office_kinds import OfficeKind, kind_names
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names, office_names, unit_name


@unlocked
def institutions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one page of the register, narrowed as the address says."""
    access.check_reader(actor)
    language = language_now()
    narrow = Narrow(
        request.GET,
        kinds=kind_names(actor.country, language),
        areas=listing.largest_areas(actor.country, language),
    )
    wanted = narrow.wanted()
    chosen = {name: value for name in narrow.fields if (value := getattr(wanted, name))}
    context = {
        "narrow": narrow,
        "filters": [narrow[name] for name in ("kind", "area", "state")],
        "page": listing.rows_of(
            actor, wanted, page=request.GET.get("page", "1"), language=language
        ),
        "page_name": urlencode([*chosen.items(), ("page", "")]).removesuffix("="),
        "narrowed": bool(chosen),
        "may_change": access.may_change(actor),
    }
    part = "found" if getattr(request, "htmx", False) else "institutions"
    return render(request, f"advocacy/institutions/{part}.html", context)


@unlocked
def institution(request: HttpRequest, actor: Actor, unit_id: int) -> HttpResponse:
    """Show one institution, what stands above and below it, and its posts."""
    found = access.institution_for(actor, unit_id)
    context = {
        "page": listing.page_of(actor, found, language=language_now()),
        "may_change": access.may_change(actor),
        "may_add_post": actor.has(*KEEPERS) and bool(actor.own_teams),
    }
    return render(request, "advocacy/institutions/institution.html", context)


@unlocked
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Put an institution into the register."""
    access.check_keeper(actor)
    form = _form(request, actor, None)

    def keep() -> str:
        unit = register.add_institution(actor=actor, new=form.said(), at=timezone.now())
        return reverse("institution", args=[unit.pk])

    about = Ask(
        title=_("An institution"),
        said=_("A public place, never a person. People come and go; posts stay."),
        back=reverse("institutions"),
        back_word=_("Institutions"),
    )
    return ask_and_keep(request, form, about, keep)


@unlocked
def correct(request: HttpRequest, actor: Actor, unit_id: int) -> HttpResponse:
    """Write an institution anew."""
    access.check_keeper(actor)
    found = access.institution_for(actor, unit_id)
    form, here = _form(request, actor, found), reverse("institution", args=[unit_id])

    def keep() -> str:
        new = form.said(kept=found)
        register.correct_institution(
            actor=actor, unit=found, new=new, at=timezone.now()
        )
        return here

    about = Ask(
        title=_("Correct this"), back=here, back_word=unit_name(found, language_now())
    )
    return ask_and_keep(request, form, about, keep)


@require_POST
@unlocked
def close(request: HttpRequest, actor: Actor, unit_id: int) -> HttpResponse:
    """Close an institution from today on."""
    access.check_keeper(actor)
    found, at = access.institution_for(actor, unit_id), timezone.now()
    try:
        register.close_institution(
            actor=actor, unit=found, on=day_of(actor.country, at), at=at
        )
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("institution", found.pk)


@require_POST
@unlocked
def open_again(request: HttpRequest, actor: Actor, unit_id: int) -> HttpResponse:
    """Open a closed institution again."""
    access.check_keeper(actor)
    found = access.institution_for(actor, unit_id)
    try:
        register.open_again(actor=actor, unit=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("institution", found.pk)


@unlocked
def bring(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring a spreadsheet in; name every row that has to be mended."""
    access.check_keeper(actor)
    form = SheetForm(request.POST or None, request.FILES or None)
    brought: list[Brought] = []
    if request.method == "POST":
        done(form, lambda: brought.append(_brought(actor, form)))
    ground = ground_of(pack_of(actor.country), language_now())
    about = Ask(
        title=_("From a spreadsheet"),
        button=_("Bring it in"),
        back=reverse("institutions"),
        back_word=_("Institutions"),
        upload=True,
        page="advocacy/institutions/bring_in.html",
        more={
            "brought": brought[0] if brought else None,
            "columns": headings(ground).items(),
            "kinds": kind_names(actor.country, language_now()).items(),
        },
    )
    return ask(request, form, about)


def _brought(actor: Actor, form: SheetForm) -> Brought:
    given = form.cleaned_data["file"]
    return bring_in(
        actor=actor, name=given.name, content=given.read(), at=timezone.now()
    )


def _form(request: HttpRequest, actor: Actor, unit: Unit | None) -> InstitutionForm:
    language, pack = language_now(), pack_of(actor.country)
    kinds, parents = (
        kind_names(actor.country, language),
        office_names(actor.country, language),
    )
    if unit is not None:
        # What it has now stays to be chosen, though the lists have moved on.
        kinds.setdefault(unit.kind, unit.kind)
        if unit.parent_code:
            parents.setdefault(unit.parent_code, unit.parent_code)
        parents.pop(unit.code, None)
    return InstitutionForm(
        request.POST or None,
        languages=tuple(dict.fromkeys((*pack.languages, "en"))),
        kinds=kinds,
        areas=area_names(actor.country, language),
        parents=parents,
        initial=typed_of(unit) if unit else {"kind": OfficeKind.COURT},
    )
