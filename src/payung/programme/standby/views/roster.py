"""The roster as a whole: shown, begun, published, thrown away."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.places.packs import pack_of
from payung.programme.standby import access, actions
from payung.programme.standby.answering import planned_in_vain
from payung.programme.standby.capacity import capacities_of
from payung.programme.standby.coverage import holes_of
from payung.programme.standby.forms import PublishForm, RosterForm
from payung.programme.standby.loads import loads_of
from payung.programme.standby.models import FallbackReason, RosterPeriod
from payung.programme.standby.panel.proving import Proof, certificate_of, latest, prove
from payung.programme.standby.panel.sentences import Told, told
from payung.programme.standby.panel_pages.filling import Filled, fill_period
from payung.programme.standby.roster_page import page_of, rosters_to_show


FOUR_WEEKS = timedelta(days=28)


@signed_in
def roster(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one roster: the one that was asked for, else the one that holds today."""
    check_role(actor, *KEYHOLDERS)
    at = timezone.now()
    known = rosters_to_show(actor, at)
    shown = _shown(request.GET.get("of", ""), actor, known, at)
    return _page(request, actor, shown, known, at)


@signed_in
def new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a roster, just after the last one."""
    check_role(actor, Role.COORDINATOR)
    form = RosterForm(
        request.POST or None, actor=actor, initial=_likely(actor, timezone.now())
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_period(
                actor=actor, at=timezone.now(), **form.cleaned_data
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect(address_of(made))
    about = Ask(
        title=_("Begin a roster"),
        button=_("Begin"),
        back=reverse("roster"),
        back_word=_("Roster"),
    )
    return ask(request, form, about)


@require_POST
@signed_in
def publish(request: HttpRequest, actor: Actor, period_id: int) -> HttpResponse:
    """Put a roster in force; with gaps only where somebody answers for them."""
    check_role(actor, Role.COORDINATOR)
    period, at = access.period_for(actor, period_id), timezone.now()
    gaps = _is_short(period, _proof(period))
    form = PublishForm(request.POST, actor=actor, gaps=gaps)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.publish_period(
                actor=actor,
                period=period,
                at=at,
                fallback=form.cleaned_data["fallback"],
                reason=FallbackReason(reason) if reason else None,
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            messages.success(request, _("Published. Everybody in it is told."))
            _say_in_vain(request, planned_in_vain(period, at=at))
            return redirect(address_of(period))
    known = rosters_to_show(actor, at)
    return _page(request, actor, period, known, at, form=form)


@require_POST
@signed_in
def fill(request: HttpRequest, actor: Actor, period_id: int) -> HttpResponse:
    """Propose attorneys for the time that nobody has; she looks, then publishes."""
    check_role(actor, Role.COORDINATOR)
    period = access.period_for(actor, period_id)
    try:
        filled = fill_period(actor=actor, period=period, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
    else:
        _say_filled(request, filled)
    return redirect(address_of(period))


def _say_in_vain(request: HttpRequest, handles: tuple[str, ...]) -> None:
    if handles:
        said = _(
            "Planned for calls, and in no team that answers the line: %(who)s. They are "
            "not asked until somebody lets them into the team."
        )
        messages.warning(request, said % {"who": ", ".join(handles)})


def _say_filled(request: HttpRequest, filled: Filled) -> None:
    made = filled.made + filled.backup_made
    if filled.empty or filled.backup_empty:
        said = _("%(made)s shifts are proposed. %(empty)s are empty: see why below.")
        empty = filled.empty + filled.backup_empty
        messages.warning(request, said % {"made": made, "empty": empty})
    elif made:
        said = _(
            "%(made)s shifts are proposed. Change what does not fit, then publish."
        )
        messages.success(request, said % {"made": made})
    else:
        messages.success(request, _("Lawyers had every shift already."))


@require_POST
@signed_in
def discard(request: HttpRequest, actor: Actor, period_id: int) -> HttpResponse:
    """Throw a roster away that was never published."""
    check_role(actor, Role.COORDINATOR)
    period = access.period_for(actor, period_id)
    try:
        actions.discard_period(actor=actor, period=period, at=timezone.now())
    except CannotBe as refusal:
        messages.warning(request, refusal.sentence)
        return redirect(address_of(period))
    return redirect("roster")


@require_POST
@signed_in
def repeat(request: HttpRequest, actor: Actor, period_id: int) -> HttpResponse:
    """Plan the first week again in every week after it."""
    check_role(actor, Role.COORDINATOR)
    period = access.period_for(actor, period_id)
    zone = pack_of(period.country).zone()
    made = actions.repeat_week(
        actor=actor,
        period=period,
        first_day=period.starts_at.astimezone(zone).date(),
        at=timezone.now(),
    )
    if not made:
        messages.warning(
            request, _("Nothing could be repeated. Plan the first week first.")
        )
    return redirect(address_of(period))


def address_of(period: RosterPeriod) -> str:
    """Return the address of the page of one roster."""
    return f"{reverse('roster')}?of={period.pk}"


def _page(
    request: HttpRequest,
    actor: Actor,
    shown: RosterPeriod | None,
    known: tuple[RosterPeriod, ...],
    at: datetime,
    *,
    form: forms.Form | None = None,
) -> HttpResponse:
    plans = access.may_plan(actor)
    context: dict[str, object] = {"plans": plans, "known": known, "shown": shown}
    if shown is not None:
        page = page_of(actor, shown, at=at, past="all" in request.GET)
        context["page"] = page
        context["edits"] = plans and shown.ends_at > at
        if plans:
            context["sums"] = zip(capacities_of(shown), loads_of(shown), strict=True)
            proof = _proof(shown)
            short = context["short"] = _is_short(shown, proof)
            context["form"] = form or PublishForm(actor=actor, gaps=short)
            context["certificate"] = _certificate(shown, proof)
        else:
            context["certificate"] = _certificate(shown, None)
    status = 422 if form is not None else 200
    return render(request, "standby/roster.html", context, status=status)


def _proof(period: RosterPeriod) -> Proof | None:
    """Return what a plan would be certified as now; None for what is published."""
    if period.published_at is not None:
        return None
    return prove(period, at=period.starts_at)


def _is_short(period: RosterPeriod, proof: Proof | None) -> bool:
    """Return whether somebody has to sign for a plan: for gaps, or too much for one."""
    if proof is None:
        return False
    return bool(holes_of(period, at=period.starts_at)) or not proof.holds


def _certificate(period: RosterPeriod, proof: Proof | None) -> Told | None:
    """Return the newest certificate in words; of a plan, what it would be now."""
    found = latest(period) if proof is None else certificate_of(period, proof)
    return told(found) if found is not None else None


def _shown(
    asked: str, actor: Actor, known: tuple[RosterPeriod, ...], at: datetime
) -> RosterPeriod | None:
    if asked.isdecimal():
        return access.period_for(actor, int(asked))
    now = [one for one in known if one.starts_at <= at < one.ends_at]
    return next(iter([*now, *known]), None)


def _likely(actor: Actor, at: datetime) -> dict[str, object]:
    """Return the four weeks after the last roster, and who led that one."""
    zone = pack_of(actor.country).zone()
    last = access.periods_of(actor).first()
    first_day = at.astimezone(zone).date() + timedelta(days=1)
    led: dict[str, object] = {"coordinator": actor.handle}
    if last is not None:
        first_day = max(first_day, last.ends_at.astimezone(zone).date())
        led = {"coordinator": last.coordinator, "regional": last.regional}
    return {
        "first_day": first_day.isoformat(),
        "last_day": (first_day + FOUR_WEEKS - timedelta(days=1)).isoformat(),
        **led,
    }
