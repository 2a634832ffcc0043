"""The page where a note is written and locked, and the form that it needs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse

from payung.engines import sealed
from payung.programme.people.access import teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, signed_in, unlocked
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.packs import pack_of
from payung.programme.reports import filling, sent_forms
from payung.programme.reports.access import NoSuchReport
from payung.programme.reports.models import FormVersion
from payung.programme.reports.page_words import page_words
from payung.programme.reports.published import NoFormYet, Published, in_use, published
from payung.programme.reports.runner_words import runner_words


@unlocked
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the form; what is typed is locked on the phone before it goes anywhere."""
    check_role(actor, *KEYHOLDERS)
    teams = tuple(teams_of(actor))
    try:
        form = in_use(actor.country)
    except NoFormYet:
        form = None
    keys = [(team, filling.signed_key(team)) for team in teams]
    emergency = pack_of(actor.country).emergency
    context: dict[str, object] = {
        "teams": [
            {"team": team, "words": " ".join(key.public.fingerprint())}
            for team, key in keys
        ],
        "form": form,
        "emergency": emergency[0] if emergency else None,
        "emergency_label": (
            emergency[0].label.get(actor.language, emergency[0].label["en"])
            if emergency
            else ""
        ),
    }
    if teams and form is not None:
        context["data"] = {
            **_addresses(form),
            "form": {"id": form.form.id, "version": form.form.version},
            "keys": {str(team.pk): filling.key_for_page(key) for team, key in keys},
            "known": filling.known_already(form, actor.country),
            "draftKey": sealed.to_text(sealed.draft_key(actor.unlocked.seed)),
            "person": actor.person_id,
            "language": _language(form, actor.language),
            "languages": list(form.form.languages),
            "csrf": get_token(request),
            "pickers": filling.pickers(actor.country, actor.language),
            "ui": runner_words(),
            "words": page_words(),
        }
    return render(request, "reports/new.html", context)


@signed_in
def compiled(request: HttpRequest, actor: Actor, row: int) -> HttpResponse:
    """Give the logic of a form of her country."""
    return sent_forms.logic(request, _form_for(actor, row))


@signed_in
def strings(
    request: HttpRequest, actor: Actor, row: int, language: str
) -> HttpResponse:
    """Give the words of a form in one language."""
    try:
        return sent_forms.words(request, _form_for(actor, row), language)
    except KeyError:
        raise NoSuchReport(language) from None


def _form_for(actor: Actor, row: int) -> Published:
    check_role(actor, *KEYHOLDERS)
    forms = FormVersion.objects.filter(pk=row, country=actor.country)
    known = forms.values_list("id", "digest").first()
    if known is None:
        raise NoSuchReport(str(row))
    return published(*known)


def _language(form: Published, wanted: str) -> str:
    languages = form.form.languages
    return wanted if wanted in languages else form.form.compiled["default_language"]


def _addresses(form: Published) -> dict[str, str]:
    some = "LANGUAGE"
    return {
        "take": reverse("note-take"),
        "note": reverse("note", args=["REFERENCE"]),
        "files": reverse("note-files", args=["REFERENCE"]),
        "compiled": reverse("form-compiled", args=[form.row]),
        "strings": reverse("form-strings", args=[form.row, some]),
    }
