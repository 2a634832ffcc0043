"""The pages of a place: written down, its size, its sketch, a warning, closed."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from payung.gateways.vault import FolderVault
from payung.programme.outreach import access, undoing, venues
from payung.programme.outreach.busy import CELLS, QUIET, grid_of
from payung.programme.outreach.codes import AlertKind, Attitude, Method, VenueKind
from payung.programme.outreach.due import due_list
from payung.programme.outreach.forms import (
    AlertForm,
    SizeForm,
    SketchForm,
    VenueForm,
    week_grid,
)
from payung.programme.outreach.models import Venue
from payung.programme.outreach.planning import zone_of
from payung.programme.people.access import teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import check_role, signed_in, unlocked
from payung.programme.people.refusals import CannotBe
from payung.programme.people.revealing import revealed
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names


A_PAGE = 8


@signed_in
def venue(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show a place: warnings first. Nothing that is locked is opened by looking."""
    found, at = access.venue_for(actor, code), timezone.now()
    due = next((one for one in due_list(actor, at=at) if one.venue == found), None)
    visits = found.visits.select_related("activity", "first", "second")
    alerts = list(found.alerts.filter(expires_at__gt=at).order_by("expires_at"))
    context = {
        "venue": found,
        "area": area_names(found.country, actor.language).get(found.area, ""),
        "due": due,
        "zone": zone_of(found),
        "alerts": alerts,
        "estimates": found.estimates.order_by("-on", "-pk")[:6],
        "visits": Paginator(
            visits.order_by("-activity__planned_start"), A_PAGE
        ).get_page(request.GET.get("visits")),
        "grid": week_grid(found.busy),
        "is_quiet": found.busy == QUIET,
        "goes": actor.has(*access.GOES),
        "leads": actor.has(*access.LEADS),
        "wrong": [one for one in alerts if undoing.may_take_back(actor, one)],
    }
    return render(request, "outreach/venue.html", context)


@unlocked
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write a new place down."""
    check_role(actor, *access.GOES)
    team = teams_of(actor).first()
    begins = {"key": uuid4()}
    form = VenueForm(request.POST or None, areas=_areas(actor), initial=begins)
    if request.method == "POST" and form.is_valid():
        if team is not None:
            made = venues.add_venue(
                actor=actor,
                team=team,
                about=_about(request, form),
                key=form.cleaned_data["key"],
                at=timezone.now(),
            )
            return redirect("venue", made.code)
        form.add_error(None, _("You are in no team yet. Ask to be let into one."))
    back = reverse("outreach")
    title, button = _("A new place"), _("Keep")
    return _asked(request, form, title, button, back, _("Visits"), QUIET)


@unlocked
def change(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Change what is said of a place; its locked words are opened to be changed."""
    check_role(actor, *access.GOES)
    found = access.venue_for(actor, code)
    begins = None if request.method == "POST" else _opened(actor, found)
    form = VenueForm(request.POST or None, areas=_areas(actor), initial=begins)
    if request.method == "POST" and form.is_valid():
        try:
            venues.change_venue(
                actor=actor,
                venue=found,
                about=_about(request, form),
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("venue", found.code)
    back = _to(found)
    return _asked(request, form, found.code, _("Keep"), back, found.code, found.busy)


@signed_in
def size(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Say how many work there."""
    check_role(actor, *access.GOES)
    found = access.venue_for(actor, code)
    today = timezone.now().astimezone(zone_of(found)).date()
    begins = {"on": today, "method": Method.PEERS, "key": uuid4()}
    form = SizeForm(request.POST or None, initial=begins)
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        key = typed.pop("key")
        given = venues.Size(**typed | {"method": Method(typed["method"])})
        try:
            venues.estimate_size(
                actor=actor, venue=found, size=given, key=key, at=timezone.now()
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("venue", found.code)
    return ask(request, form, _ask(found, _("How many work there?"), _("Keep")))


@unlocked
def alert(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Warn whoever goes there next."""
    check_role(actor, *access.GOES)
    found, at = access.venue_for(actor, code), timezone.now()
    form = AlertForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            venues.warn(
                actor=actor,
                venue=found,
                kind=AlertKind(form.cleaned_data["kind"]),
                words=form.cleaned_data["words"],
                expires_at=at + timedelta(days=form.cleaned_data["days"]),
                key=form.cleaned_data["key"],
                at=at,
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("venue", found.code)
    return ask(request, form, _ask(found, _("Warn the others"), _("Warn")))


@unlocked
def sketch(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Add a picture of the way in."""
    check_role(actor, *access.GOES)
    found = access.venue_for(actor, code)
    form = SketchForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            venues.add_sketch(
                actor=actor,
                venue=found,
                content=file.read(),
                name=file.name,
                vault=_vault(),
                at=timezone.now(),
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("venue", found.code)
    about = _ask(found, _("A sketch of the way in"), _("Keep"), upload=True)
    return ask(request, form, about)


@require_safe
@unlocked
def sketch_get(request: HttpRequest, actor: Actor, code: str) -> HttpResponseBase:
    """Send the picture, opened, to be shown for a while by the page's script."""
    found = access.venue_for(actor, code)
    if found.sketch is None:
        raise access.NoSuchVenue(code)
    pieces = venues.sketch_of(
        actor=actor, venue=found, vault=_vault(), at=timezone.now()
    )
    response = StreamingHttpResponse(pieces, content_type=found.sketch_media)
    response.headers["Content-Disposition"] = 'attachment; filename="picture"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@unlocked
def show(request: HttpRequest, actor: Actor, code: str, part: str) -> HttpResponse:
    """Open the name of a place, or its risks."""
    found = access.venue_for(actor, code)
    labels = {"name": _("What people call it"), "risk": _("What to watch out for")}
    if part not in labels:
        raise access.NoSuchVenue(code)

    def text() -> str:
        return venues.show_part(actor=actor, venue=found, part=part, at=timezone.now())

    return revealed(request, labels[part], _to(found), text)


@require_POST
@unlocked
def alert_show(
    request: HttpRequest, actor: Actor, code: str, alert_id: UUID
) -> HttpResponse:
    """Open the words of a warning."""
    warning = access.alert_for(actor, code, alert_id)

    def text() -> str:
        return venues.show_alert(actor=actor, alert=warning, at=timezone.now())

    return revealed(request, _("Warning"), _to(warning.venue), text)


@require_POST
@signed_in
def close(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Close a place."""
    check_role(actor, *access.LEADS)
    found = access.venue_for(actor, code)
    try:
        venues.close_venue(actor=actor, venue=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("venue", found.code)


@require_POST
@signed_in
def reopen(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Open a place again that was closed."""
    check_role(actor, *access.LEADS)
    found = access.venue_for(actor, code)
    try:
        undoing.reopen_venue(actor=actor, venue=found, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("venue", found.code)


@require_POST
@signed_in
def alert_back(
    request: HttpRequest, actor: Actor, code: str, alert_id: UUID
) -> HttpResponse:
    """Say that a warning was wrong: it ends now."""
    check_role(actor, *access.GOES)
    warning = access.alert_for(actor, code, alert_id)
    try:
        undoing.take_warning_back(actor=actor, alert=warning, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("The warning has ended. It was wrong."))
    return redirect("venue", code)


def _to(found: Venue) -> str:
    return reverse("venue", args=[found.code])


def _about(request: HttpRequest, form: VenueForm) -> venues.About:
    typed = form.cleaned_data
    cells = [int(one) for one in request.POST.getlist("busy") if one.isdecimal()]
    return venues.About(
        kind=VenueKind(typed["kind"]),
        name=typed["name"],
        risk=typed["risk"],
        area=typed["area"],
        attitude=Attitude(typed["attitude"]),
        interval_days=typed["interval_days"],
        busy=grid_of(cell for cell in cells if cell < CELLS),
    )


def _opened(actor: Actor, found: Venue) -> dict[str, object]:
    at = timezone.now()
    words = {
        part: venues.show_part(actor=actor, venue=found, part=part, at=at)
        for part in ("name", "risk")
    }
    plain = ("kind", "area", "attitude", "interval_days")
    return words | {name: getattr(found, name) for name in plain}


def _areas(actor: Actor) -> dict[str, str]:
    areas = pack_of(actor.country).areas
    deepest = max((area.level for area in areas), default=0)
    names = area_names(actor.country, actor.language)
    return {area.code: names[area.code] for area in areas if area.level == deepest}


def _asked(
    request: HttpRequest,
    form: VenueForm,
    title: str,
    button: str,
    back: str,
    back_word: str,
    busy: str,
) -> HttpResponse:
    given = request.POST.getlist("busy")
    cells = [int(one) for one in given if one.isdecimal() and int(one) < CELLS]
    grid = grid_of(cells) if request.method == "POST" else busy
    about = Ask(
        title=title,
        button=button,
        back=back,
        back_word=back_word,
        page="outreach/venue_form.html",
        more={"grid": week_grid(grid)},
    )
    return ask(request, form, about)


def _ask(found: Venue, title: str, button: str, *, upload: bool = False) -> Ask:
    return Ask(
        title=title,
        button=button,
        back=_to(found),
        back_word=found.code,
        upload=upload,
    )


def _vault() -> FolderVault:
    return FolderVault(settings.VAULT)
