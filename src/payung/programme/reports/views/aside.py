"""Notes that were kept and fit nowhere yet: look, then decide; nothing is deleted."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.engines import sealed
from payung.gateways.vault import FolderVault
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.revealing import laid_open, stays_closed
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.reports import opening, placing
from payung.programme.reports.aside_words import not_yet, settled_already, why_aside
from payung.programme.reports.models import FormVersion, Unplaced
from payung.programme.reports.published import Published, published


MOST = 100


@require_safe
@unlocked
def listed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what waits, and below it what was decided."""
    check_role(actor, *KEYHOLDERS)
    every = placing.aside_of(actor).select_related("team")
    context = {
        "waiting": [_line(one) for one in every.filter(settled_at=None)[:MOST]],
        "settled": [_line(one) for one in every.exclude(settled_at=None)[:MOST]],
    }
    return render(request, "reports/aside.html", context)


@require_POST
@unlocked
def show(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Open one: as text for the page's script, as a page without."""
    waiting = placing.aside_for(actor, record)
    try:
        pairs = placing.show_aside(actor=actor, waiting=waiting, at=timezone.now())
    except (sealed.Refused, ValueError, KeyError):
        return stays_closed(_could_not())
    text = _in_lines(pairs, _form_of(waiting), actor.language)
    return laid_open(request, why_aside(waiting.reason), reverse("aside"), text)


@require_POST
@unlocked
def take_in(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Take one in as a note of its own."""
    waiting = placing.aside_for(actor, record)
    try:
        report = placing.take_in(
            actor=actor,
            waiting=waiting,
            vault=FolderVault(settings.VAULT),
            at=timezone.now(),
        )
    except placing.SettledAlready:
        messages.warning(request, settled_already())
    except (placing.NotYet, sealed.Refused):
        messages.warning(request, not_yet())
    else:
        taken = {"reference": report.reference}
        messages.success(request, _("It is %(reference)s now.") % taken)
    return redirect("aside")


@require_POST
@unlocked
def put_away(request: HttpRequest, actor: Actor, record: UUID) -> HttpResponse:
    """Mark one as the same as a note that is kept."""
    waiting = placing.aside_for(actor, record)
    try:
        placing.put_away(actor=actor, waiting=waiting, at=timezone.now())
    except placing.SettledAlready:
        messages.warning(request, settled_already())
    else:
        messages.success(request, _("It is put away. It stays kept, and locked."))
    return redirect("aside")


def _line(one: Unplaced) -> dict[str, object]:
    return {"one": one, "why": why_aside(one.reason)}


def _form_of(waiting: Unplaced) -> Published | None:
    row = FormVersion.objects.filter(
        country=waiting.country, form_id=waiting.form_id, version=waiting.version
    ).first()
    return published(row.pk, row.digest) if row else None


def _in_lines(
    pairs: tuple[tuple[str, str], ...], form: Published | None, language: str
) -> str:
    lines = []
    for path, text in pairs:
        node = form.nodes.get(opening.bare(path), {}) if form else {}
        label = form.label(node, language) if form else ""
        lines.append(f"{label or path}\n{text}".strip())
    return "\n\n".join(lines) or _("Nothing was written here.")


def _could_not() -> str:
    return _(
        "This could not be opened: it was locked with a key that the team does not "
        "have, or it is broken. It stays kept as it came."
    )
