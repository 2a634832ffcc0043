"""A test on a phone that is handed round: one question a page, nobody signed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from payung.programme.learning.answering import (
    NewTest,
    not_taken,
    questions_of,
    take_test,
)
from payung.programme.learning.asked import asked_in, drawing_address
from payung.programme.learning.assessment_forms import PLACES, SIGNS, StartForm
from payung.programme.learning.choosing import languages_in
from payung.programme.learning.codes import Delivery
from payung.programme.learning.models import Item
from payung.programme.learning.pairing import mark_of
from payung.programme.learning.rounds import OpenRound, round_with
from payung.programme.people.asking import Ask, ask, say
from payung.programme.people.refusals import CannotBe


_MARK = re.compile(r"[0-9a-f]{64}")
_LANGUAGE = re.compile(r"[a-z]{2}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """A test as far as it has come; it travels in the page and is kept when whole."""

    mark: str
    language: str
    delivery: Delivery
    key: UUID
    answers: Mapping[int, int]


@sensitive_post_parameters()
def test_round(request: HttpRequest, token: str) -> HttpResponse:
    """Begin a test, go on to the next question, and keep it after the last."""
    found = round_with(token, at=timezone.now())
    if found is None:
        return render(request, "learning/round_over.html", status=404)
    sheet = _read(request) if request.method == "POST" else None
    language = sheet.language if sheet else found.group.language
    # She who holds the phone reads her own language, whoever handed it to her.
    with translation.override(language):
        return _go_on(request, found, sheet) if sheet else _begin(request, found)


def _begin(request: HttpRequest, found: OpenRound) -> HttpResponse:
    form = StartForm(
        request.POST or None,
        languages=languages_in(found.group.country),
        initial={"language": found.group.language},
    )
    if request.method == "POST" and form.is_valid():
        try:
            mark = not_taken(found.group, found.kind, mark_of(found.key, form.made))
        except CannotBe as refusal:
            say(form, refusal)
        else:
            sheet = Sheet(
                mark=mark,
                language=form.cleaned_data["language"],
                delivery=Delivery(form.cleaned_data["delivery"]),
                key=uuid4(),
                answers={},
            )
            with translation.override(sheet.language):
                return _put(request, found, sheet)
    about = Ask(
        title=str(found.kind.label),
        back="",
        button=_("Begin"),
        page="learning/begin.html",
        more={
            "kept": "kept" in request.GET,
            "places": [form[f"sign_{place}"] for place in range(1, PLACES + 1)],
            "signs": [(sign, drawing_address(sign)) for sign in SIGNS],
        },
    )
    return ask(request, form, about)


def _go_on(request: HttpRequest, found: OpenRound, sheet: Sheet) -> HttpResponse:
    if any(item.pk not in sheet.answers for item in questions_of(found.group)):
        return _put(request, found, sheet)
    new = NewTest(
        kind=found.kind,
        delivery=sheet.delivery,
        language=sheet.language,
        code=sheet.mark,
        answers=sheet.answers,
        key=sheet.key,
    )
    try:
        take_test(actor=found, group=found.group, new=new, at=timezone.now())
    except CannotBe as refusal:
        page = {"sentence": refusal.sentence, "again": request.path}
        return render(request, "learning/round_over.html", page, status=409)
    token = request.path.rpartition("/")[2]
    return redirect(f"{reverse('learning-round', args=[token])}?kept=yes")


def _put(request: HttpRequest, found: OpenRound, sheet: Sheet) -> HttpResponse:
    """Show the next question."""
    questions, answers = questions_of(found.group), dict(sheet.answers)
    if "back" in request.POST:
        answers = _without_last(questions, answers)
    left = [item for item in questions if item.pk not in answers]
    if not left:
        raise Http404
    page = {
        "sheet": sheet,
        "answers": answers.items(),
        "asked": asked_in(left[:1], sheet.language)[0],
        "number": len(questions) - len(left) + 1,
        "of": len(questions),
        "pictures": sheet.delivery is Delivery.PICTOGRAM,
    }
    return render(request, "learning/question.html", page)


def _read(request: HttpRequest) -> Sheet | None:
    """Return the sheet that came with a page, or None where it is none of ours."""
    given = request.POST
    try:
        sheet = Sheet(
            mark=given["mark"],
            language=given["language"],
            delivery=Delivery(given["delivery"]),
            key=UUID(given["key"]),
            answers={
                int(name[2:]): int(given[name])
                for name in given
                if name.startswith("a_")
            },
        )
    except (KeyError, ValueError):
        return None
    fits = _MARK.fullmatch(sheet.mark) and _LANGUAGE.fullmatch(sheet.language)
    return sheet if fits else None


def _without_last(questions: list[Item], answers: dict[int, int]) -> dict[int, int]:
    done = [item.pk for item in questions if item.pk in answers]
    return {item: answers[item] for item in done[:-1]}
