"""Pages that belong to no app: Today's frame, leaving, and what goes wrong."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def manifest(request: HttpRequest) -> HttpResponse:
    """Say the discreet name and icon under which a phone keeps this page."""
    return render(
        request, "manifest.webmanifest", content_type="application/manifest+json"
    )


def try_again(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say calmly that a form was open too long; nothing typed is blamed or lost."""
    return render(request, "errors/403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer alike for what is not there and what is not hers."""
    return render(request, "errors/404.html", status=404)


def not_allowed(
    request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """Say that this page is for another role."""
    return render(request, "errors/403.html", status=403)


def went_wrong(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours."""
    # Without the frame: what stopped may be the database, and the frame asks it.
    return HttpResponse(render_to_string("errors/500.html"), status=500)
