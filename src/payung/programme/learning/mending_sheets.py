"""A test typed wrongly from paper: mend it or take it out; what stood there is kept.

Only what was typed from paper is mended. What somebody answered on a phone is hers.
What counts is always the one row of the test, so pairs, gains and questions follow by
themselves; what stood there before lies apart, as an `EarlierSheet`.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor

from . import kinds
from .answering import (
    DO_NOT_KNOW,
    NewTest,
    code_is_taken,
    days_after,
    keep_answers,
    may_take,
    owner_of,
    right_of,
)
from .codes import Entered
from .models import Assessment, CourseGroup, EarlierSheet
from .refusals import NotFromPaper


@transaction.atomic
def mend_sheet(
    *, actor: Actor, test: Assessment, new: NewTest, at: datetime
) -> Assessment:
    """Let a sheet say what the paper says; the same form again changes nothing more.

    `new.code` is the digest of a code, or "" to keep it. When it was taken stays. Raise
    CannotBe.
    """
    fresh = _locked(test)
    if _was_sent(fresh.group, new.key):
        return fresh
    may_take(fresh.group, new.kind)
    answers = right_of(fresh.group, new.answers)
    _keep_before(actor, fresh, fresh, new.key, at)
    fresh.kind, fresh.delivery, fresh.language = new.kind, new.delivery, new.language
    fresh.code = new.code or fresh.code
    fresh.enrolment = owner_of(fresh.group, fresh.code)
    fresh.days_after = days_after(fresh.group, new.kind, fresh.taken_at)
    fresh.score = sum(right for _option, right in answers.values())
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError:
        raise code_is_taken() from None
    fresh.responses.all().delete()
    keep_answers(fresh, answers)
    subject = str(fresh.group_id)
    record(kinds.MENDED, actor=actor, subject=subject, at=at, what=new.kind.value)
    return fresh


@transaction.atomic
def take_out_sheet(*, actor: Actor, test: Assessment, at: datetime) -> None:
    """Let a sheet count no more: it is paper of somebody else, or was typed twice.

    What is kept of it has its number, so that a form sent twice finds it.
    """
    fresh = _locked(test)
    _keep_before(actor, fresh, None, None, at)
    subject, what = str(fresh.group_id), fresh.kind
    fresh.delete()
    record(kinds.TAKEN_OUT, actor=actor, subject=subject, at=at, what=what)


def sheets_of(group: CourseGroup) -> list[Assessment]:
    """Return the sheets of a group that were typed from paper, the newest first."""
    rows = group.tests.filter(entered=Entered.PAPER).prefetch_related("earlier")
    return list(rows.order_by("-taken_at", "pk"))


def taken_out_of(group: CourseGroup) -> list[EarlierSheet]:
    """Return the sheets that were taken out, the last first."""
    return list(
        EarlierSheet.objects.filter(group=group, taken_out=True).order_by("-ended_at")
    )


def answers_of(test: Assessment) -> dict[int, int]:
    """Return what stands in a sheet: question to the number of the answer."""
    rows = test.responses.values_list("item", "option__number")
    return {item: number or DO_NOT_KNOW for item, number in rows}


def _locked(test: Assessment) -> Assessment:
    rows = Assessment.objects.select_related("group").select_for_update(of=("self",))
    fresh = rows.get(pk=test.pk)
    if fresh.entered != Entered.PAPER:
        raise NotFromPaper(_("This was answered on a phone. It stays as she said it."))
    return fresh


def _was_sent(group: CourseGroup, key: UUID | None) -> bool:
    return (
        key is not None and EarlierSheet.objects.filter(group=group, key=key).exists()
    )


def _keep_before(
    actor: Actor,
    fresh: Assessment,
    stays: Assessment | None,
    key: UUID | None,
    at: datetime,
) -> None:
    said = fresh.responses.order_by("item").values_list("item", "option")
    EarlierSheet.objects.create(
        id=uuid4() if stays else fresh.pk,
        key=key,
        group=fresh.group,
        test=stays,
        kind=fresh.kind,
        delivery=fresh.delivery,
        language=fresh.language,
        code=fresh.code,
        score=fresh.score,
        highest=fresh.highest,
        answers=" ".join(f"{item}:{option or ''}" for item, option in said),
        taken_out=stays is None,
        taken_at=fresh.taken_at,
        ended_at=at,
        ended_by=actor.handle,
    )
