"""One tool: shared, used elsewhere, rated by those who used it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from payung.programme.lessons import access, shelf, tools
from payung.programme.lessons.codes import Licence, ToolKind
from payung.programme.lessons.forms import RateForm, ToolForm, UseForm
from payung.programme.lessons.models import Tool, ToolUse
from payung.programme.lessons.withdrawing import may_withdraw
from payung.programme.people.access import teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask_and_keep
from payung.programme.people.doors import signed_in


@signed_in
def tool(request: HttpRequest, actor: Actor, tool_id: UUID) -> HttpResponse:
    """Show one tool, where it was used, and what those who used it say."""
    found = access.tool_for(actor, tool_id)
    works = access.works_here(actor)
    uses = found.uses.filter(withdrawn_at=None).order_by("-used_on")
    page = {
        "tool": found,
        "line": shelf.tool_line(found),
        "languages": [_language(code) for code in found.languages],
        "uses": [
            {
                "use": one,
                "country": shelf.country_name(one.country),
                "may_rate": works and one.team in actor.own_teams,
                "may_withdraw": may_withdraw(actor, "use", one),
            }
            for one in uses
        ],
        "reasons": [
            (one, shelf.country_name(one.country)) for one in shelf.reasons_of(found)
        ],
        "hers": _hers(actor, found),
        "may_use": works
        and found.country != actor.country
        and found.withdrawn_at is None,
        "may_withdraw": may_withdraw(actor, "tool", found),
    }
    return render(request, "lessons/tool.html", page)


@signed_in
def share(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Put a tool on the shelf."""
    access.check_may_share(actor)
    form = ToolForm(request.POST or None)
    about = Ask(
        title=_("Share a tool"),
        back=reverse("lessons"),
        back_word=_("The shelf"),
        button=_("Share it"),
        said=_("All countries here can read it at once."),
    )

    def keep() -> str:
        typed = form.cleaned_data
        new = tools.NewTool(
            kind=ToolKind(typed["kind"]),
            licence=Licence(typed["licence"]),
            languages=tuple(typed["languages"]),
            **{
                name: typed[name]
                for name in ("key", "title", "version", "about", "where")
            },
        )
        kept = tools.share_tool(actor=actor, new=new, at=timezone.now())
        return reverse("tool", args=[kept.pk])

    return ask_and_keep(request, form, about, keep)


@signed_in
def used(request: HttpRequest, actor: Actor, tool_id: UUID) -> HttpResponse:
    """Say that a team of hers used a tool of another country."""
    access.check_works_here(actor)
    found = access.foreign_tool_for(actor, tool_id)
    form = UseForm(request.POST or None, teams=teams_of(actor))
    about = Ask(
        title=_("We used it"),
        back=_at(found),
        back_word=_("The tool"),
        said=found.title,
    )

    def keep() -> str:
        typed = form.cleaned_data
        new = tools.NewUse(
            key=typed["key"],
            team=UUID(typed["team"]),
            used_on=typed["used_on"],
            used_for=typed["used_for"],
            evidence=typed["evidence"],
        )
        kept = tools.use_tool(actor=actor, tool=found, new=new, at=timezone.now())
        messages.success(request, _("Kept. Now say how useful it was."))
        return reverse("tool-rate", args=[kept.pk])

    return ask_and_keep(request, form, about, keep)


@signed_in
def rate(request: HttpRequest, actor: Actor, use_id: UUID) -> HttpResponse:
    """Say how useful a tool was in one use; the rating before is replaced."""
    access.check_works_here(actor)
    use = access.use_for(actor, use_id)
    form = RateForm(request.POST or None)
    about = Ask(
        title=_("How useful was it?"),
        back=_at(use.tool),
        back_word=_("The tool"),
        said=_(
            "One rating for each team: a new one takes the place of the one before. It "
            "is shown from three ratings on, and never whose each was."
        ),
    )

    def keep() -> str:
        typed = form.cleaned_data
        new = tools.NewRating(
            key=typed["key"],
            use=use,
            stars=int(typed["stars"]),
            reason=typed["reason"],
        )
        tools.rate_tool(actor=actor, new=new, at=timezone.now())
        return about.back

    return ask_and_keep(request, form, about, keep)


def _hers(actor: Actor, found: Tool) -> object:
    """Return the rating of her team, which she may withdraw; None where there is none."""
    if not access.works_here(actor):
        return None
    rows = found.ratings.filter(withdrawn_at=None, team__in=tuple(actor.own_teams))
    return rows.first()


def _at(found: Tool | ToolUse) -> str:
    return reverse("tool", args=[found.pk])


def _language(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
