"""Show a page with one form that leads back to the proceedings."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from payung.programme.cases.asking import Ask
from payung.programme.cases.models import Case


def form_page(
    request: HttpRequest, case: Case, form: forms.Form, about: Ask
) -> HttpResponse:
    """Return the page with the form; 422 where something is to be mended."""
    context = {
        **about.more,
        "case": case,
        "form": form,
        "about": about,
        "back": reverse("case-proceedings", args=[case.reference]),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, about.page, context, status=status)


def back_to(case: Case) -> HttpResponse:
    """Lead back to the proceedings of a case."""
    return redirect("case-proceedings", case.reference)


def version_in(request: HttpRequest) -> int:
    """Return the version a button was shown with; 0, which is none, without one."""
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() else 0
