"""Who may see and change what of learning: one door each."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS, Role

from .codes import Entered
from .models import (
    Assessment,
    Certificate,
    Course,
    CourseGroup,
    EarlierSheet,
    Enrolment,
    Item,
    ItemBank,
    SmileSheet,
    TrainingSession,
    UseSheet,
)


# Those who say what is taught and asked, and who give certificates.
LEADS = (Role.COORDINATOR, Role.OFFICER)
# Those who may look at somebody's work.
OBSERVERS = (Role.COORDINATOR, Role.OFFICER, Role.ATTORNEY)


class NotThere(NotHers):
    """There is no such thing for this actor."""


def courses_of(actor: Actor) -> QuerySet[Course]:
    """Return the courses of her country; none for those who hold no keys."""
    if not actor.has(*KEYHOLDERS):
        return Course.objects.none()
    return Course.objects.filter(country=actor.country).order_by("level", "code")


def course_for(actor: Actor, code: str) -> Course:
    """Return one course; raise NotThere."""
    found = courses_of(actor).filter(code=code).first()
    if found is None:
        raise NotThere(code)
    return found


def banks_of(actor: Actor) -> QuerySet[ItemBank]:
    """Return the sets of questions of her country, the newest version first."""
    if not actor.has(*KEYHOLDERS):
        return ItemBank.objects.none()
    here = ItemBank.objects.filter(country=actor.country)
    return here.order_by("code", "-number")


def bank_for(actor: Actor, bank: int) -> ItemBank:
    """Return one set of questions; raise NotThere."""
    found = banks_of(actor).filter(pk=bank).first()
    if found is None:
        raise NotThere(str(bank))
    return found


def item_for(actor: Actor, item: int) -> Item:
    """Return one question; raise NotThere."""
    found = Item.objects.filter(pk=item, bank__in=banks_of(actor)).first()
    if found is None:
        raise NotThere(str(item))
    return found


def groups_of(actor: Actor) -> QuerySet[CourseGroup]:
    """Return the groups of her teams, the newest first."""
    if not actor.has(*KEYHOLDERS) or not actor.teams:
        return CourseGroup.objects.none()
    hers = CourseGroup.objects.filter(
        team_id__in=tuple(actor.teams), country=actor.country
    )
    return hers.order_by("-made_at", "id")


def group_for(actor: Actor, group: UUID) -> CourseGroup:
    """Return one group of hers; raise NotThere."""
    rows = groups_of(actor).select_related("version__course", "bank", "team")
    found = rows.filter(pk=group).first()
    if found is None:
        raise NotThere(str(group))
    return found


def session_for(actor: Actor, session: int) -> TrainingSession:
    """Return one day of a group of hers; raise NotThere."""
    rows = TrainingSession.objects.select_related("group", "activity__team")
    found = rows.filter(pk=session, group__in=groups_of(actor)).first()
    if found is None:
        raise NotThere(str(session))
    return found


def enrolment_for(actor: Actor, group: UUID, number: int) -> Enrolment:
    """Return somebody of a group of hers by her number; raise NotThere."""
    found = Enrolment.objects.filter(
        group=group_for(actor, group), number=number
    ).first()
    if found is None:
        raise NotThere(str(number))
    return found


def sheet_for(actor: Actor, test: UUID) -> Assessment:
    """Return one test of a group of hers that was typed from paper; raise NotThere."""
    rows = Assessment.objects.select_related("group__version", "group__bank")
    mine = rows.filter(group__in=groups_of(actor), entered=Entered.PAPER)
    found = mine.filter(pk=test).first()
    if found is None:
        raise NotThere(str(test))
    return found


def taken_out_for(actor: Actor, test: UUID) -> EarlierSheet | None:
    """Return a sheet of a group of hers that was taken out, or None."""
    rows = EarlierSheet.objects.filter(group__in=groups_of(actor), taken_out=True)
    return rows.filter(pk=test).first()


def heap_for(actor: Actor, sheet: UUID) -> SmileSheet:
    """Return one heap of paper with skies, of a group of hers; raise NotThere."""
    mine = SmileSheet.objects.filter(group__in=groups_of(actor), entered=Entered.PAPER)
    found = mine.filter(pk=sheet).first()
    if found is None:
        raise NotThere(str(sheet))
    return found


def uses_for(actor: Actor, sheet: UUID) -> UseSheet:
    """Return one heap of rights used, of a group of hers; raise NotThere."""
    found = UseSheet.objects.filter(group__in=groups_of(actor), pk=sheet).first()
    if found is None:
        raise NotThere(str(sheet))
    return found


def certificates_of(actor: Actor) -> QuerySet[Certificate]:
    """Return the certificates of her teams, those that end first in front."""
    if not actor.has(*KEYHOLDERS) or not actor.teams:
        return Certificate.objects.none()
    hers = Certificate.objects.filter(
        team_id__in=tuple(actor.teams), country=actor.country
    )
    return hers.order_by("valid_to", "id")


def certificate_for(actor: Actor, certificate: UUID) -> Certificate:
    """Return one certificate; raise NotThere."""
    rows = certificates_of(actor).select_related("version__course", "person", "team")
    found = rows.filter(pk=certificate).first()
    if found is None:
        raise NotThere(str(certificate))
    return found
