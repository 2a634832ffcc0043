"""The pages of questions: bring a set in, see how it does, give pictures and sounds."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from payung.engines.indicators import Ratio
from payung.programme.learning.access import LEADS, bank_for, banks_of, item_for
from payung.programme.learning.asked import Asked, asked_in, languages_of
from payung.programme.learning.bringing_in import bring_in
from payung.programme.learning.choosing import language_choices
from payung.programme.learning.forms import BringInForm, MaterialForm
from payung.programme.learning.item_statistics import ItemFacts, facts_of
from payung.programme.learning.material import (
    drawings,
    set_drawing,
    set_picture,
    set_sound,
)
from payung.programme.learning.models import Item, ItemAudio, ItemBank, ItemPicture
from payung.programme.people.actors import Actor
from payung.programme.people.asking import Ask, ask, ask_and_keep
from payung.programme.people.doors import check_role, signed_in
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.reports.importing.files import NotWhatItSays


ALSO_MOST = 2_000_000
A_PAGE = 12


@signed_in
def questions(request: HttpRequest, actor: Actor, bank: int) -> HttpResponse:
    """Show a set of questions and what the answers say of each."""
    return _shown(request, actor, bank_for(actor, bank))


@signed_in
def bring(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring questions in; show which rows were left out and why."""
    check_role(actor, *LEADS)
    form = BringInForm(request.POST or None, request.FILES or None)
    about = Ask(
        title=_("Bring questions in"),
        back=reverse("learning"),
        button=_("Read this table"),
        upload=True,
        page="learning/bring_in.html",
        more={"drawings": drawings()},
    )
    if request.method != "POST" or not form.is_valid():
        return ask(request, form, about)
    file = form.cleaned_data["file"]
    if file.size > ALSO_MOST:
        form.add_error("file", _("This file is larger than 2 MB. Split the table."))
        return ask(request, form, about)
    try:
        made = bring_in(
            actor=actor,
            code=form.cleaned_data["code"],
            name=file.name,
            content=file.read(),
            languages=[code for code, _name in language_choices(actor)],
            key=form.cleaned_data["key"],
            at=timezone.now(),
        )
    except NotWhatItSays as no_table:
        form.add_error("file", f"{_(no_table.sentence)} {_(no_table.remedy)}")
        return ask(request, form, about)
    except CannotBe as refusal:
        form.add_error("file", refusal.sentence)
        return ask(request, form, about)
    return _shown(request, actor, made.bank, {"made": made})


@signed_in
def item(request: HttpRequest, actor: Actor, item: int) -> HttpResponse:
    """Give a question or an answer of it a picture or a sound."""
    check_role(actor, *LEADS)
    found = item_for(actor, item)
    asked = asked_in([found], actor.language)[0]
    parts = [("0", asked.question.text)]
    parts += [(str(answer.number), answer.text) for answer in asked.answers]
    form = MaterialForm(
        request.POST or None,
        request.FILES or None,
        parts=parts,
        drawings=drawings(),
        languages=language_choices(actor),
    )
    about = Ask(
        title=_("Picture and sound"),
        back=reverse("learning-questions", args=[found.bank_id]),
        button=_("Keep picture or sound"),
        upload=True,
        page="learning/item.html",
        more={"asked": asked},
    )
    return ask_and_keep(
        request, form, about, lambda: _keep_material(request, actor, found, form)
    )


@signed_in
def picture(request: HttpRequest, actor: Actor, picture: int) -> HttpResponse:
    """Give out a picture of a question of her country."""
    check_role(actor, *KEYHOLDERS)
    rows = ItemPicture.objects.filter(item__bank__in=banks_of(actor))
    row = rows.filter(pk=picture).exclude(content=None).first()
    if row is None or row.content is None:
        raise Http404
    return _given(bytes(row.content), row.kind)


@signed_in
def sound(request: HttpRequest, actor: Actor, sound: int) -> HttpResponse:
    """Give out the sound of a question of her country."""
    check_role(actor, *KEYHOLDERS)
    rows = ItemAudio.objects.filter(item__bank__in=banks_of(actor))
    row = rows.filter(pk=sound).first()
    if row is None:
        raise Http404
    return _given(bytes(row.content), row.kind)


def _shown(
    request: HttpRequest,
    actor: Actor,
    bank: ItemBank,
    more: dict[str, object] | None = None,
) -> HttpResponse:
    items = Item.objects.filter(bank=bank).order_by("number")
    every = Paginator(items.prefetch_related("options"), A_PAGE)
    shown = every.get_page(request.GET.get("page"))
    asked = asked_in(list(shown), actor.language)
    facts = {each.item.pk: each for each in facts_of(bank)}
    names = dict(language_choices(actor))
    page = {
        "bank": bank,
        "page": shown,
        "lines": [_line(one, facts[one.item.pk], names) for one in asked],
        "languages": [names.get(code, code) for code in languages_of(items)],
        "leads": actor.has(*LEADS),
        **(more or {}),
    }
    return render(request, "learning/questions.html", page)


def _line(asked: Asked, facts: ItemFacts, names: dict[str, str]) -> dict[str, object]:
    right = facts.right
    return {
        "asked": asked,
        "facts": facts,
        "right": round(100 * right.value) if isinstance(right, Ratio) else None,
        "suspicious": [names.get(e.language, e.language) for e in facts.suspicious],
    }


def _keep_material(
    request: HttpRequest, actor: Actor, found: Item, form: MaterialForm
) -> str:
    given, at = form.cleaned_data, timezone.now()
    number = int(given["part"])
    option = found.options.get(number=number) if number else None
    if given["picture"]:
        content = given["picture"].read()
        set_picture(actor=actor, item=found, option=option, content=content, at=at)
    elif given["drawing"]:
        drawing = given["drawing"]
        set_drawing(actor=actor, item=found, option=option, drawing=drawing, at=at)
    if given["sound"]:
        set_sound(
            actor=actor,
            item=found,
            option=option,
            language=given["language"],
            content=given["sound"].read(),
            at=at,
        )
    messages.success(request, _("It is kept. This is how it is shown."))
    return reverse("learning-item", args=[found.pk])


def _given(content: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
