"""Take in a test: on one phone that is passed round, or from paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import Acting, record
from payung.programme.people.actors import Actor

from . import kinds
from .attendance import last_day
from .codes import Delivery, Entered, TestKind
from .models import Assessment, CourseGroup, Enrolment, Item, ItemOption, Response
from .pairing import digest_of
from .refusals import CodeTaken, NoQuestions, TestNotWhole, TooEarly


# To a question of the group: the number of the option, or 0 for “I do not know”.
Answers = Mapping[int, int]
DO_NOT_KNOW = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class NewTest:
    """A whole test; `code` is the digest of her code, see `free_code`.

    `answers`: question (its row) to the number of the option, 0 for “I do not know”.
    """

    kind: TestKind
    delivery: Delivery
    language: str
    code: str
    answers: Answers
    entered: Entered = Entered.PHONE
    key: UUID | None = None


def free_code(*, actor: Actor, group: CourseGroup, kind: TestKind, code: str) -> str:
    """Return the digest of a code nobody used for this test; raise CodeTaken.

    Raise TooEarly where such a test cannot be taken yet, NoQuestions without a bank.
    """
    may_take(group, kind)
    return not_taken(group, kind, digest_of(actor, group, code))


def not_taken(group: CourseGroup, kind: TestKind, mark: str) -> str:
    """Return the digest of a code as it is; raise CodeTaken where it has answered."""
    if Assessment.objects.filter(group=group, kind=kind, code=mark).exists():
        raise _taken()
    return mark


def may_take(group: CourseGroup, kind: TestKind) -> None:
    """Raise TooEarly or NoQuestions where this test cannot be taken."""
    if group.bank_id is None:
        raise NoQuestions(
            _("This group has no questions. Choose some when a course is planned.")
        )
    if kind is TestKind.FOLLOW_UP and last_day(group) is None:
        raise TooEarly(_("No day of this course is written down yet. Do that first."))


@transaction.atomic
def take_test(
    *, actor: Acting, group: CourseGroup, new: NewTest, at: datetime
) -> Assessment:
    """Keep a test; the same form again gives the one it made before; raise CannotBe."""
    if new.key is not None:
        before = Assessment.objects.filter(key=new.key, group=group).first()
        if before is not None:
            return before
    may_take(group, new.kind)
    questions = questions_of(group)
    chosen = _chosen(questions, new.answers)
    row = _row(group, new, highest=len(questions), at=at)
    row.score = sum(right for _option, right in chosen.values())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise _taken() from None
    Response.objects.bulk_create(
        Response(assessment=row, item_id=item, option=option, right=right)
        for item, (option, right) in chosen.items()
    )
    what = new.kind.value
    record(kinds.TEST, actor=actor, subject=str(group.pk), at=at, what=what)
    return row


def questions_of(group: CourseGroup) -> list[Item]:
    """Return the questions of a group in order, each with its options."""
    rows = Item.objects.filter(bank=group.bank_id).order_by("number", "pk")
    return list(rows.prefetch_related("options"))


def _row(group: CourseGroup, new: NewTest, *, highest: int, at: datetime) -> Assessment:
    inside = Enrolment.objects.filter(group=group, code=new.code).first()
    return Assessment(
        key=new.key,
        country=group.country,
        group=group,
        bank=group.bank,
        enrolment=inside,
        kind=new.kind,
        delivery=new.delivery,
        entered=new.entered,
        language=new.language,
        code=new.code,
        highest=highest,
        taken_at=at,
        days_after=_days_after(group, new.kind, at),
    )


def _days_after(group: CourseGroup, kind: TestKind, at: datetime) -> int | None:
    end = last_day(group) if kind is TestKind.FOLLOW_UP else None
    return (at - end).days if end else None


def _chosen(
    questions: list[Item], answers: Answers
) -> dict[int, tuple[ItemOption | None, bool]]:
    if {item.pk for item in questions} != set(answers):
        raise _not_whole()
    return {item.pk: _answer(item, answers[item.pk]) for item in questions}


def _answer(item: Item, number: int) -> tuple[ItemOption | None, bool]:
    if number == DO_NOT_KNOW:
        return None, False
    for option in item.options.all():
        if option.number == number:
            return option, option.right
    raise _not_whole()


def _not_whole() -> TestNotWhole:
    return TestNotWhole(
        _("Every question needs an answer. “I do not know” is one too.")
    )


def _taken() -> CodeTaken:
    return CodeTaken(
        _(
            "This code has answered already. If that was you, all is kept. If not, "
            "somebody had the same idea: add one more sign, and use it again later."
        ),
        field="code",
    )
