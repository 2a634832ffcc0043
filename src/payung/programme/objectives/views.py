"""The pages of objectives: tiles, one objective, one indicator, and why no codes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from payung.engines.indicators import (
    NoSuchPeriod,
    Objective,
    Period,
    Sheet,
    parse_period,
)
from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import check_role, signed_in

from .actions import SETTERS, Aim, set_baseline, set_target, write_words
from .forms import AimForm, WordsForm
from .models import IndicatorSnapshot
from .pages import (
    indicator_page,
    lines,
    name_of,
    tiles,
    usual_period,
)
from .period_words import (
    lengths_to_choose,
    period_words,
    periods_to_aim_at,
    periods_to_choose,
)
from .reference_sheets import NoSuchIndicator, sheet_of
from .reports.access import READERS
from .revisions import revisions_since, since_last_report
from .seeing import is_inside, may_see
from .wording import objective_words


class NotThere(NotHers):
    """There is no such objective or indicator."""


@signed_in
def objectives(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show five tiles and one for operations."""
    period = _period(request, actor)
    page = {
        "tiles": tiles(actor, period),
        "may_report": actor.has(*READERS),
        "may_score": may_see(actor, sheet_of("BDB_SCORE")),
        **_chosen(actor, period),
    }
    return render(request, "objectives/objectives.html", page)


@signed_in
def objective(request: HttpRequest, actor: Actor, which: str) -> HttpResponse:
    """Show the indicators of one objective."""
    try:
        wanted = Objective(which)
    except ValueError:
        raise NotThere(which) from None
    period = _period(request, actor)
    name, about = objective_words(wanted)
    page = {
        "name": name,
        "about": about,
        "lines": lines(actor, wanted, period),
        **_chosen(actor, period),
    }
    return render(request, "objectives/objective.html", page)


@signed_in
def indicator(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Show one indicator: chart, definition, what changed, words."""
    return _indicator(request, actor, code, WordsForm())


@signed_in
def indicator_words(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Keep why a number is what it is."""
    _check(actor)
    period = _period(request, actor)
    form = WordsForm(request.POST or None)
    row = IndicatorSnapshot.objects.filter(
        country=actor.country, indicator=_sheet(code).code, period=str(period), part=""
    )
    newest = row.order_by("-number").first()
    if newest is None:
        messages.warning(request, _("There is no number yet to write words to."))
        return redirect(f"{reverse('indicator', args=[code])}?period={period}")
    if not form.is_valid():
        return _indicator(request, actor, code, form)
    write_words(
        actor=actor,
        snapshot=newest,
        why=form.cleaned_data["why"],
        what_we_do=form.cleaned_data["what_we_do"],
        at=timezone.now(),
        key=form.cleaned_data["key"],
    )
    messages.success(request, _("It stands beside the number now."))
    return redirect(f"{reverse('indicator', args=[code])}?period={period}")


@signed_in
def indicator_aim(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Ask what is aimed at, or what was before; keep it."""
    _check(actor)
    sheet, period, at = _sheet(code), _period(request, actor), timezone.now()
    form = AimForm(
        request.POST or None,
        sheet=sheet,
        periods=periods_to_aim_at(period, at=at, country=actor.country),
        initial={"period": str(period)},
    )
    back = reverse("indicator", args=[code])
    about = Ask(
        title=_("Set what we aim at"),
        back=f"{back}?period={period}",
        back_word=name_of(sheet),
        said=sheet.definition,
        more={
            "below": _("What was set before stays in the books and counts no longer.")
        },
        page="objectives/aim.html",
    )

    def keep() -> str:
        _keep(actor, code, form)
        messages.success(request, _("It is kept."))
        return f"{back}?period={form.cleaned_data['period']}"

    return ask_and_keep(request, form, about, keep)


@signed_in
def changes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what is another number now than when the last report was made."""
    since = since_last_report(actor.country, at=timezone.now())
    page = {
        "since": since.at,
        "report": since.report,
        "revisions": revisions_since(actor, since.at),
    }
    return render(request, "objectives/changes.html", page)


@signed_in
def different_people(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Explain how people are counted once without a list, and why a code is refused."""
    del actor
    return render(request, "objectives/different_people.html")


def _keep(actor: Actor, code: str, form: AimForm) -> None:
    aim = Aim(
        indicator=code,
        period=form.cleaned_data["period"],
        value=form.cleaned_data["value"],
        because=form.cleaned_data["because"],
        key=form.cleaned_data["key"],
    )
    keep = set_target if form.cleaned_data["kind"] == "target" else set_baseline
    keep(actor=actor, aim=aim, at=timezone.now())


def _indicator(
    request: HttpRequest, actor: Actor, code: str, form: WordsForm
) -> HttpResponse:
    sheet, period = _sheet(code), _period(request, actor)
    page = indicator_page(actor, sheet, period)
    # Every word in the drawing was escaped where it was put in: charts/svg.py.
    page["svg"] = mark_safe(str(page["svg"]))  # noqa: S308
    page["may_write"] = actor.has(*SETTERS) and is_inside(actor)
    page["form"] = form
    page |= _chosen(actor, period)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "objectives/indicator.html", page, status=status)


def _check(actor: Actor) -> None:
    check_role(actor, *SETTERS)


def _sheet(code: str) -> Sheet:
    try:
        return sheet_of(code)
    except NoSuchIndicator:
        raise NotThere(code) from None


def _period(request: HttpRequest, actor: Actor) -> Period:
    wanted = request.GET.get("period", "")
    if wanted:
        try:
            return parse_period(wanted)
        except NoSuchPeriod:
            messages.warning(
                request,
                _("Write a period as 2026-08, 2026-Q3 or 2026. This is the usual one."),
            )
    return usual_period(actor.country, at=timezone.now())


def _chosen(actor: Actor, period: Period) -> dict[str, object]:
    at = timezone.now()
    country = actor.country
    return {
        "period": str(period),
        "period_said": period_words(period),
        "periods": periods_to_choose(period, at=at, country=country),
        "lengths": lengths_to_choose(period, at=at, country=country),
        "inside": is_inside(actor),
    }
