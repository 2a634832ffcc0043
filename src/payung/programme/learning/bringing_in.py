"""Bring questions in from a spreadsheet, as the next version of their set."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role
from payung.programme.people.models import Person
from payung.programme.reports.importing.sheets import read_sheet

from . import kinds
from .access import LEADS
from .models import Item, ItemBank, ItemOption, ItemPicture, ItemText
from .question_rows import Question, RowMistake, read_questions
from .refusals import NoQuestions


@dataclass(frozen=True, kw_only=True, slots=True)
class BroughtIn:
    """The version that was made, how many questions it has, and what was left out."""

    bank: ItemBank
    questions: int
    mistakes: tuple[RowMistake, ...] = field(default=())


@transaction.atomic
def bring_in(
    *,
    actor: Actor,
    code: str,
    name: str,
    content: bytes,
    languages: Collection[str],
    at: datetime,
    key: UUID | None = None,
) -> BroughtIn:
    """Make the next version of a set of questions from an XLSX or CSV file.

    The same form again (`key`) gives the version that it made before.
    Raise NotWhatItSays where it is no table, NoQuestions where no row is left.
    """
    check_role(actor, *LEADS)
    questions, mistakes = read_questions(name, read_sheet(content), languages)
    if not questions:
        raise NoQuestions(_no_row(mistakes), field="file")
    # One after the other: the same form may come twice at once.
    Person.objects.select_for_update().get(pk=actor.person_id)
    here = ItemBank.objects.filter(country=actor.country, code=code)
    before = here.filter(key=key).first() if key else None
    if before is not None:
        number = before.items.count()
        return BroughtIn(bank=before, questions=number, mistakes=tuple(mistakes))
    last = here.aggregate(last=Max("number"))["last"] or 0
    bank = ItemBank.objects.create(
        key=key,
        country=actor.country,
        code=code,
        number=last + 1,
        made_at=at,
        made_by=actor.handle,
    )
    count = keep_questions(bank, questions)
    record(kinds.BANK, actor=actor, subject=f"{code} {bank.number}", at=at)
    return BroughtIn(bank=bank, questions=count, mistakes=tuple(mistakes))


def keep_questions(bank: ItemBank, questions: Sequence[Question]) -> int:
    """Store questions, several languages of one under the same code; return how many."""
    items: dict[str, tuple[Item, list[ItemOption]]] = {}
    for one in questions:
        if one.code not in items:
            items[one.code] = _keep_item(bank, one, number=len(items) + 1)
        item, options = items[one.code]
        _keep_words(item, options, one)
    return len(items)


def _keep_item(
    bank: ItemBank, one: Question, *, number: int
) -> tuple[Item, list[ItemOption]]:
    item = Item.objects.create(bank=bank, number=number, code=one.code)
    options = [
        ItemOption.objects.create(item=item, number=k, right=k in one.right)
        for k in range(1, len(one.options) + 1)
    ]
    if one.picture:
        ItemPicture.objects.create(item=item, drawing=one.picture)
    for option, drawing in zip(options, one.pictures, strict=False):
        if drawing:
            ItemPicture.objects.create(item=item, option=option, drawing=drawing)
    return item, options


def _keep_words(item: Item, options: list[ItemOption], one: Question) -> None:
    shared = {"item": item, "language": one.language, "reviewed": one.reviewed}
    ItemText.objects.create(text=one.question, **shared)
    ItemText.objects.bulk_create(
        ItemText(option=option, text=text, **shared)
        for option, text in zip(options, one.options, strict=True)
    )


def _no_row(mistakes: Sequence[RowMistake]) -> str:
    if not mistakes:
        return _("No question is in this table. Write one in each row below the heads.")
    first = mistakes[0]
    return (
        _("No row could be kept. %(file)s, row %(row)s, column %(column)s: ")
        % {
            "file": first.file,
            "row": first.row,
            "column": first.column,
        }
        + f"{first.what} {first.remedy}"
    )
