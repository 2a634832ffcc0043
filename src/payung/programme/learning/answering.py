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
# To a question: the option that was chosen, and whether it is right.
Chosen = Mapping[int, tuple[ItemOption | None, bool]]


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
        raise code_is_taken()
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
    chosen = right_of(group, new.answers)
    row = _row(group, new, highest=len(chosen), at=at)
    row.score = sum(right for _option, right in chosen.values())
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise code_is_taken() from None
    keep_answers(row, chosen)
    what = new.kind.value
    record(kinds.TEST, actor=actor, subject=str(group.pk), at=at, what=what)
    return row


def test_of_form(group: CourseGroup, key: UUID) -> Assessment | None:
    """Return the test that this form has made already, if it was sent before."""
    return Assessment.objects.filter(key=key, group=group).first()


def owner_of(group: CourseGroup, code: str) -> Enrolment | None:
    """Return who of a group has this code, by its digest."""
    return Enrolment.objects.filter(group=group, code=code, withdrawn_at=None).first()


def keep_answers(test: Assessment, chosen: Chosen) -> None:
    """Store what was answered to each question of a test."""
    Response.objects.bulk_create(
        Response(assessment=test, item_id=item, option=option, right=right)
        for item, (option, right) in chosen.items()
    )


def questions_of(group: CourseGroup) -> list[Item]:
    """Return the questions of a group in order, each with its options."""
    rows = Item.objects.filter(bank=group.bank_id).order_by("number", "pk")
    return list(rows.prefetch_related("options"))


def _row(group: CourseGroup, new: NewTest, *, highest: int, at: datetime) -> Assessment:
    return Assessment(
        key=new.key,
        country=group.country,
        group=group,
        bank=group.bank,
        enrolment=owner_of(group, new.code),
        kind=new.kind,
        delivery=new.delivery,
        entered=new.entered,
        language=new.language,
        code=new.code,
        highest=highest,
        taken_at=at,
        days_after=days_after(group, new.kind, at),
    )


def days_after(group: CourseGroup, kind: TestKind, at: datetime) -> int | None:
    """Return, of a follow-up, how many days after the course it was taken."""
    end = last_day(group) if kind is TestKind.FOLLOW_UP else None
    return (at - end).days if end else None


def right_of(group: CourseGroup, answers: Answers) -> Chosen:
    """Return each answer with whether it is right; raise TestNotWhole."""
    questions = questions_of(group)
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


def code_is_taken() -> CodeTaken:
    """Return the refusal of a code that has answered already."""
    return CodeTaken(
        _(
            "This code has answered already. If that was you, all is kept. If not, "
            "somebody had the same idea: add one more sign, and use it again later."
        ),
        field="code",
    )
