"""When a room is open, which days are off, and how one day went."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, done, say
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.places.days import day_of
from payung.programme.safe_spaces import sites
from payung.programme.safe_spaces.access import LEADS, rule_for, site_for
from payung.programme.safe_spaces.codes import Counter, Reason, Service, Status
from payung.programme.safe_spaces.days_off import days_off_to_come
from payung.programme.safe_spaces.door.counting import counts_of
from payung.programme.safe_spaces.door.writing_later import (
    Tally,
    changes_of,
    write_counts,
)
from payung.programme.safe_spaces.forms import (
    CountsForm,
    DayForm,
    DayOffForm,
    EndForm,
    HoursForm,
)
from payung.programme.safe_spaces.models import OpeningDay, Site
from payung.programme.safe_spaces.planned import day_at, zone_of
from payung.programme.safe_spaces.planning import weekly


# So many are looked at; the rest is a tap away.
NEXT = 6


@signed_in
def hours(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Say when a room is open."""
    check_role(actor, *LEADS)
    site, at = site_for(actor, code), timezone.now()
    form = HoursForm(request.POST or None, initial={"first": day_at(site, at)})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        said = sites.Hours(
            rule=typed["rule"] or weekly(typed["weekdays"]),
            opens=typed["opens"],
            closes=typed["closes"],
            first=typed["first"],
            last=typed["last"],
            key=typed["key"],
        )
        try:
            sites.add_hours(actor=actor, site=site, hours=said, at=at)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("safe-space", site.code)
    about = Ask(
        title=_("When it is open"),
        button=_("Keep"),
        back=reverse("safe-space", args=[site.code]),
        said=_("Holidays of the country are left out by themselves."),
    )
    return ask(request, form, about)


@signed_in
def end_hours(
    request: HttpRequest, actor: Actor, code: str, rule_id: int
) -> HttpResponse:
    """End hours with a day."""
    check_role(actor, *LEADS)
    rule, at = rule_for(actor, code, rule_id), timezone.now()
    form = EndForm(request.POST or None, initial={"last": day_at(rule.site, at)})
    if request.method == "POST" and form.is_valid():
        last = form.cleaned_data["last"]
        try:
            sites.end_hours(actor=actor, rule=rule, last=last, at=at)
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("safe-space", code)
    about = Ask(
        title=_("End these hours"),
        button=_("End them"),
        back=reverse("safe-space", args=[code]),
    )
    return ask(request, form, about)


@signed_in
def days_off(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the holidays of this year and the next, and correct them for our rooms."""
    check_role(actor, *LEADS)
    at = timezone.now()
    form = DayOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        sites.edit_day_off(
            actor=actor,
            day=typed["day"],
            is_open=typed["is_open"] == "yes",
            label=typed["label"],
            at=at,
        )
        return redirect("safe-days-off")
    today = day_of(actor.country, at)
    coming = days_off_to_come(actor.country, get_language() or "en", today=today)
    context = {"form": form, "next": coming[:NEXT], "later": coming[NEXT:]}
    return render(request, "safe_spaces/days_off.html", context)


@signed_in
def day(request: HttpRequest, actor: Actor, code: str, day: str) -> HttpResponse:
    """Say how a day went where nobody was at the door, or where the taps are wrong."""
    site, at = site_for(actor, code), timezone.now()
    asked = _day(day)
    form = DayForm(request.POST or None, initial=_known(site, asked))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        reason = Reason(typed["reason"]) if typed["reason"] else None
        status = Status(typed["status"])
        try:
            sites.say_day(
                actor=actor,
                site=site,
                day=asked,
                status=status,
                reason=None if status is Status.OPEN else reason,
                at=at,
            )
        except CannotBe as refusal:
            say(form, refusal)
        else:
            return redirect("safe-space", site.code)
    return _day_page(request, site, asked, form, _counts_form(site, asked))


@require_POST
@signed_in
def counts(request: HttpRequest, actor: Actor, code: str, day: str) -> HttpResponse:
    """Write down later what was counted on a day, or mend it."""
    site, asked = site_for(actor, code), _day(day)
    form = CountsForm(request.POST)

    def keep() -> None:
        tally = Tally(visits=form.counted(Counter), services=form.counted(Service))
        changed = write_counts(
            actor=actor, site=site, day=asked, tally=tally, at=timezone.now()
        )
        said = _("The counts stand so now.") if changed else _("They stood so already.")
        messages.success(request, said)

    if done(form, keep):
        return redirect("safe-day", site.code, asked.isoformat())
    return _day_page(request, site, asked, DayForm(initial=_known(site, asked)), form)


def _known(site: Site, day: date) -> dict[str, object]:
    known = OpeningDay.objects.filter(site=site, day=day).first()
    return {"status": known.status, "reason": known.reason} if known else {}


def _counts_form(site: Site, day: date) -> CountsForm:
    counted = counts_of(site, day)
    return CountsForm(initial={**counted.visits, **counted.services})


def _day_page(
    request: HttpRequest, site: Site, day: date, form: DayForm, counts: CountsForm
) -> HttpResponse:
    context = {
        "form": form,
        "counts": counts,
        "visits": [counts[kind.value] for kind in Counter],
        "services": [counts[kind.value] for kind in Service],
        "changes": changes_of(site, day),
        "site": site,
        "day": day,
        "zone": zone_of(site),
    }
    mend = any(one.is_bound and one.errors for one in (form, counts))
    return render(request, "safe_spaces/day.html", context, status=422 if mend else 200)


def _day(text: str) -> date:
    try:
        found = parse_date(text)
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found
