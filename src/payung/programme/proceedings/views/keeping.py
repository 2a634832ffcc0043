"""Forms and buttons of a case's proceedings: the deed, then back to their page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from payung.programme.cases.asking import in_case, set_hidden
from payung.programme.cases.models import Case
from payung.programme.people import asking
from payung.programme.people.asking import Ask
from payung.programme.people.refusals import CannotBe
from payung.programme.proceedings.actions import ChangedMeanwhile
from payung.programme.proceedings.models import Proceeding


def ask_and_keep(
    request: HttpRequest,
    case: Case,
    form: forms.Form,
    about: Ask,
    keep: Callable[[], object],
    *,
    row: Proceeding | None = None,
) -> HttpResponse:
    """Show a form and do its deed when it is sent; then lead back to the proceedings.

    Where somebody else wrote to `row` meanwhile, the form goes on from there.
    """
    back = reverse("case-proceedings", args=[case.reference])

    def kept() -> str:
        try:
            keep()
        except ChangedMeanwhile:
            if row is not None:
                row.refresh_from_db()
                set_hidden(form, "version", str(row.version))
            raise
        return back

    shown = in_case(case, replace(about, back=back))
    return asking.ask_and_keep(request, form, shown, kept)


def pressed(
    request: HttpRequest, case: Case, deed: Callable[[], object]
) -> HttpResponse:
    """Do what a button says, or warn why not; then lead back to the proceedings."""
    try:
        deed()
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("case-proceedings", case.reference)


def version_in(request: HttpRequest) -> int:
    """Return the version a button was shown with; 0, which is none, without one."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() else 0
