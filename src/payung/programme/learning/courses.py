"""Write down a course; a change is another version, and earlier ones stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.doors import check_role

from . import kinds
from .access import LEADS
from .codes import Level
from .models import ChecklistLine, Course, CourseVersion, Module
from .refusals import NotWritten


CRITICAL = "!"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewVersion:
    """What is taught; a line of `checklist` that begins with “!” is critical."""

    title: str
    modules: tuple[str, ...]
    pass_percent: int
    pass_set_by: str = ""
    months_valid: int = 24
    checklist: tuple[str, ...] = ()
    key: UUID | None = None


@transaction.atomic
def write_version(
    *, actor: Actor, code: str, level: Level, new: NewVersion, at: datetime
) -> CourseVersion:
    """Keep a version of a course, the first or the next; raise CannotBe.

    The same form again gives the version that it made before.
    """
    check_role(actor, *LEADS)
    if not new.modules:
        raise NotWritten(
            _("Write at least one part of the course, each on a line."),
            field="modules",
        )
    course, _new = Course.objects.get_or_create(
        country=actor.country, code=code, defaults={"level": level}
    )
    course = Course.objects.select_for_update().get(pk=course.pk)
    before = course.versions.filter(key=new.key).first() if new.key else None
    if before is not None:
        return before
    last = course.versions.aggregate(last=Max("number"))["last"] or 0
    version = CourseVersion.objects.create(
        key=new.key,
        course=course,
        number=last + 1,
        title=new.title,
        pass_percent=new.pass_percent,
        pass_set_by=new.pass_set_by,
        months_valid=new.months_valid,
        made_at=at,
        made_by=actor.handle,
    )
    _write_lines(version, new)
    record(kinds.COURSE, actor=actor, subject=f"{code} {version.number}", at=at)
    return version


def newest(course: Course) -> CourseVersion | None:
    """Return the version that new groups take."""
    return course.versions.order_by("-number").first()


def _write_lines(version: CourseVersion, new: NewVersion) -> None:
    Module.objects.bulk_create(
        Module(version=version, number=number, title=title)
        for number, title in enumerate(new.modules, start=1)
    )
    ChecklistLine.objects.bulk_create(
        ChecklistLine(
            version=version,
            number=number,
            text=text.removeprefix(CRITICAL).strip(),
            critical=text.startswith(CRITICAL),
        )
        for number, text in enumerate(new.checklist, start=1)
    )
