"""The pages of certificates, of seeing somebody at work, and of checking a paper."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from payung.programme.learning.access import (
    LEADS,
    OBSERVERS,
    certificate_for,
    certificates_of,
    enrolment_for,
)
from payung.programme.learning.certificates import (
    certificate_with,
    certify_enrolled,
    certify_person,
    end_certificate,
    is_valid,
    print_copy,
)
from payung.programme.learning.choosing import (
    language_choices,
    people_choices,
    team_choices,
    version_choices,
    version_chosen,
)
from payung.programme.learning.forms import (
    ObserveForm,
    PersonCertificateForm,
    PrintForm,
)
from payung.programme.learning.models import Certificate
from payung.programme.learning.observing import NewObservation, observations_of, observe
from payung.programme.learning.printing import Paper, pdf_of
from payung.programme.people.access import person_for, team_for
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, ask_and_keep
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.days import day_of


A_PAGE = 15


@signed_in
def certificates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show certificates of ours and who was seen at work, page by page."""
    check_role(actor, *KEYHOLDERS)
    today = day_of(actor.country, timezone.now())
    rows = certificates_of(actor).filter(person__isnull=False)
    # The newest first: what ended years ago nobody looks for.
    newest = rows.select_related("person", "version").order_by("-valid_to", "id")
    held = Paginator(newest, A_PAGE).get_page(request.GET.get("page"))
    seen = Paginator(observations_of(actor), A_PAGE).get_page(request.GET.get("seen"))
    page = {
        "rows": held,
        "valid": {row.pk for row in held if is_valid(row, on=today)},
        "seen": seen,
        "leads": actor.has(*LEADS),
        "observes": actor.has(*OBSERVERS),
    }
    return render(request, "learning/certificates.html", page)


@signed_in
def give(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give one of ours a certificate, or renew it."""
    check_role(actor, *LEADS)
    form = PersonCertificateForm(
        request.POST or None,
        **_offers(actor),
        initial={"on": day_of(actor.country, timezone.now())},
    )
    about = Ask(
        title=_("Give a certificate"),
        back=reverse("learning-certificates"),
        said=_("For one of us. Those who took a course get theirs from their group."),
        button=_("Give it"),
    )

    def keep() -> str:
        given = form.cleaned_data
        row = certify_person(
            actor=actor,
            person=person_for(actor, given["person"]),
            team=team_for(actor, UUID(given["team"])),
            version=version_chosen(actor, given["version"]),
            on=given["on"],
            key=given["key"],
            at=timezone.now(),
        )
        return reverse("learning-certificate", args=[row.pk])

    return ask_and_keep(request, form, about, keep)


@signed_in
def certify(
    request: HttpRequest, actor: Actor, group_id: UUID, number: int
) -> HttpResponse:
    """Give somebody of a group her certificate, and go on to printing it."""
    enrolment, at = enrolment_for(actor, group_id, number), timezone.now()
    check_role(actor, *LEADS)
    if request.method != "POST":
        return redirect("learning-group", group_id)
    try:
        row = certify_enrolled(
            actor=actor,
            enrolment=enrolment,
            on=day_of(actor.country, at),
            at=at,
            another=_key_in(request.POST.get("another", "")),
        )
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
        return redirect("learning-group", group_id)
    return redirect("learning-certificate", row.pk)


@sensitive_post_parameters()
@signed_in
def certificate(
    request: HttpRequest, actor: Actor, certificate_id: UUID
) -> HttpResponse:
    """Show a certificate; print it with a name that is kept nowhere, or end it."""
    check_role(actor, *LEADS)
    row, at = certificate_for(actor, certificate_id), timezone.now()
    if request.method == "POST" and "end" in request.POST:
        on = day_of(actor.country, at)
        end_certificate(actor=actor, certificate=row, on=on, at=at)
        return redirect("learning-certificates")
    form = PrintForm(
        request.POST or None,
        languages=language_choices(actor),
        initial={"language": actor.language},
    )
    if request.method == "POST" and form.is_valid():
        return _printed(request, actor, row, form)
    about = Ask(
        title=_("Certificate"),
        back=reverse("learning-certificates"),
        button=_("Make the paper"),
        page="learning/certificate.html",
        more={"row": row, "valid": is_valid(row, on=day_of(actor.country, at))},
    )
    return ask(request, form, about)


@signed_in
def seen_at_work(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose whom and by which list; then tick what was seen."""
    check_role(actor, *OBSERVERS)
    form = ObserveForm(
        request.POST or None,
        **_offers(actor),
        initial={"on": day_of(actor.country, timezone.now())},
    )
    chosen = form.is_valid()
    version = version_chosen(actor, form.cleaned_data["version"]) if chosen else None
    about = Ask(
        title=_("Seen at work"),
        back=reverse("learning-certificates"),
        said=_("Tick only what you saw yourself. What begins with “!” must be there."),
        button=_("Keep what was seen") if version else _("Go on"),
        page="learning/observe.html",
        more={
            "lines": version.checklist.order_by("number") if version else (),
            "version": version,
        },
    )
    if version is None or "seen" not in request.POST:
        return ask(request, form, about)

    def keep() -> str:
        given = form.cleaned_data
        met = {int(one) for one in request.POST.getlist("met") if one.isdigit()}
        new = NewObservation(
            team=team_for(actor, UUID(given["team"])),
            person=person_for(actor, given["person"]),
            version=version,
            on=given["on"],
            met=frozenset(met),
            key=given["key"],
        )
        row = observe(actor=actor, new=new, at=timezone.now())
        messages.success(request, _passed() if row.passed else _not_passed())
        return reverse("learning-certificates")

    return ask_and_keep(request, form, about, keep)


def check(request: HttpRequest, token: str) -> HttpResponse:
    """Say to anybody whether a printed paper holds: no name, no person, no place."""
    row = certificate_with(token)
    at = timezone.now()
    page: dict[str, object] = {"row": row}
    if row is not None:
        today = day_of(row.country, at)
        page["valid"] = is_valid(row, on=today)
        page["open"] = _is_hers(getattr(request, "actor", None), row)
    return render(request, "learning/check.html", page, status=200 if row else 404)


def _printed(
    request: HttpRequest, actor: Actor, row: Certificate, form: PrintForm
) -> HttpResponse:
    copy = print_copy(actor=actor, certificate=row, at=timezone.now())
    address = reverse("learning-check", args=[copy.token])
    language = form.cleaned_data["language"]
    with translation.override(language):
        paper = Paper.of(
            row,
            name=form.cleaned_data["name"],
            language=language,
            address=request.build_absolute_uri(address),
        )
    response = HttpResponse(pdf_of(paper), content_type="application/pdf")
    # A download folder is searched by others.
    response.headers["Content-Disposition"] = 'attachment; filename="paper.pdf"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _is_hers(actor: Actor | None, row: Certificate) -> bool:
    """Return whether she may print or end it: the paper alone leads there."""
    if actor is None or not actor.has(*LEADS):
        return False
    return certificates_of(actor).filter(pk=row.pk).exists()


def _key_in(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _offers(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    return {
        "people": people_choices(actor),
        "teams": team_choices(actor),
        "versions": version_choices(actor),
    }


def _passed() -> str:
    return _("Kept. Everything that must be there was there.")


def _not_passed() -> str:
    return _("Kept. Something that must be there was missing: plan a refresher.")
