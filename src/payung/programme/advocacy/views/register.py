"""The register of posts, the ledger of one, who holds it, and the letter."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from payung.programme.activities.models import State
from payung.programme.advocacy import access, posts, showing
from payung.programme.advocacy.before import police_may_receive
from payung.programme.advocacy.codes import Tier
from payung.programme.advocacy.forms import HolderForm, PostForm, unit_name
from payung.programme.advocacy.language import language_now
from payung.programme.advocacy.ledger import ledger_of, register_of
from payung.programme.advocacy.letter import make_letter, no_paper_for_them
from payung.programme.advocacy.models import AdvocacyMeeting
from payung.programme.advocacy.promise_page import page_data
from payung.programme.advocacy.refusals import NotForThem
from payung.programme.findings.forms import NAMES, languages_of
from payung.programme.findings.printing import FontMissing
from payung.programme.people.access import teams_of
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, done
from payung.programme.people.doors import check_role, unlocked
from payung.programme.people.revealing import revealed
from payung.programme.people.roles import KEYHOLDERS, Role
from payung.programme.places.days import day_of
from payung.programme.places.models import Unit
from payung.programme.places.packs import pack_of


KEEPERS = (Role.COORDINATOR, Role.OFFICER, Role.ATTORNEY, Role.PARALEGAL)
SHOWN = 20


@unlocked
def register(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the meetings to come, and every post with its promises."""
    check_role(actor, *KEYHOLDERS)
    at, language = timezone.now(), language_now()
    meetings = access.meetings_of(actor)
    coming = meetings.filter(activity__state__in=(State.PLANNED, State.MISSED))
    held = meetings.filter(activity__state=State.HELD)
    context = {
        "in_no_team": not actor.own_teams,
        "may_keep": actor.has(*KEEPERS),
        "coming": _named(coming.order_by("activity__planned_start")[:SHOWN], language),
        "held": _named(held.order_by("-activity__held_start")[:SHOWN], language),
        "posts": [
            (line, unit_name(line.post.unit, language))
            for line in register_of(actor, on=day_of(actor.country, at))
        ],
        "no_paper": _no_paper(actor),
        "data": page_data(request, actor),
    }
    return render(request, "advocacy/register.html", context)


@unlocked
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Put a post into the register."""
    check_role(actor, *KEEPERS)
    access.in_a_team(actor)
    form = PostForm(
        request.POST or None,
        units=units_of(actor),
        language=language_now(),
        initial={"unit": request.GET.get("unit", "")},
    )
    if request.method == "POST" and done(
        form,
        lambda: posts.add_post(
            actor=actor,
            unit=form.cleaned_data["unit"],
            title=form.cleaned_data["title"],
            tier=Tier(form.cleaned_data["tier"]),
            at=timezone.now(),
        ),
    ):
        return redirect("advocacy")
    said = _("Offices come from the country's own register; a post is never a person.")
    about = Ask(
        title=_("A post"),
        button=_("Keep"),
        said=said,
        back=reverse("advocacy"),
        back_word=_("Offices"),
        page="advocacy/add_post.html",
    )
    return ask(request, form, about)


@unlocked
def post(request: HttpRequest, actor: Actor, post_id: int) -> HttpResponse:
    """Show the ledger of one post: its promises and who held it when."""
    found = access.post_for(actor, post_id)
    on, pack = day_of(actor.country, timezone.now()), pack_of(actor.country)
    context = {
        "post": found,
        "unit": unit_name(found.unit, language_now()),
        "lines": ledger_of(actor, found, on=on),
        "holders": found.holders.order_by("-since"),
        "may_keep": actor.has(*KEEPERS),
        "no_paper": _no_paper(actor),
        "languages": [(code, NAMES[code]) for code in languages_of(pack)],
    }
    return render(request, "advocacy/post.html", context)


@unlocked
def holder(request: HttpRequest, actor: Actor, post_id: int) -> HttpResponse:
    """Write down that somebody else holds a post."""
    check_role(actor, *KEEPERS)
    found, at = access.post_for(actor, post_id), timezone.now()
    form = HolderForm(request.POST or None)
    if request.method == "POST" and done(
        form,
        lambda: posts.change_holder(
            actor=actor,
            post=found,
            since=form.cleaned_data["since"],
            name=form.cleaned_data["name"],
            team=teams_of(actor).first(),
            today=day_of(actor.country, at),
            at=at,
        ),
    ):
        return redirect("advocacy-post", found.pk)
    said = _("What was promised stays with the post. Take the letter to the new one.")
    back = reverse("advocacy-post", args=[found.pk])
    about = Ask(
        title=_("Somebody else holds it"),
        button=_("Keep"),
        said=said,
        back=back,
        back_word=found.title,
    )
    return ask(request, form, about)


@require_POST
@unlocked
def holder_show(request: HttpRequest, actor: Actor, holder_id: UUID) -> HttpResponse:
    """Open the name of one holder."""
    found = access.holder_for(actor, holder_id)
    back = reverse("advocacy-post", args=[found.post_id])
    return revealed(
        request,
        _("Name"),
        back,
        lambda: showing.name_of(actor=actor, holder=found, at=timezone.now()),
    )


@require_POST
@unlocked
def letter(request: HttpRequest, actor: Actor, post_id: int) -> HttpResponse:
    """Give the hand-over letter of a post as a file."""
    check_role(actor, *KEEPERS)
    found = access.post_for(actor, post_id)
    language = request.POST.get("language", pack_of(actor.country).languages[0])
    try:
        content = make_letter(
            actor=actor, post=found, language=language, at=timezone.now()
        )
    except NotForThem as refusal:
        context = {"title": refusal.sentence, "post": found}
        return render(request, "advocacy/refused.html", context, status=422)
    except FontMissing as missing:
        context = {"title": str(missing), "post": found}
        return render(request, "advocacy/refused.html", context, status=422)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="letter-{language}.pdf"'
    return response


def units_of(actor: Actor) -> QuerySet[Unit]:
    """Return the open units of her country."""
    return Unit.objects.filter(country=actor.country, closed_on=None).order_by("code")


def _no_paper(actor: Actor) -> str:
    return "" if police_may_receive(pack_of(actor.country)) else no_paper_for_them()


def _named(
    meetings: QuerySet[AdvocacyMeeting], language: str
) -> list[tuple[AdvocacyMeeting, str]]:
    return [(one, unit_name(one.unit, language)) for one in meetings]
