"""Who may see and change what belongs to a circle: the team whose circle it is."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from payung.programme.people.access import NotHerRole, NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.places.days import day_of

from .models import (
    ActionItem,
    Decision,
    Finding,
    FocusGroup,
    KnowYourRightsCard,
    LawyerMeeting,
    LegalQuestion,
)


class NoSuchCircle(NotHers):
    """There is no such thing for this actor."""


def teams_she_opens(actor: Actor) -> tuple[UUID, ...]:
    """Return the teams whose circles are hers; none for those without keys."""
    return tuple(actor.own_teams) if actor.has(*KEYHOLDERS) else ()


def groups_of(actor: Actor) -> QuerySet[FocusGroup]:
    """Return the sittings of her teams."""
    rows = FocusGroup.objects.filter(team_id__in=teams_she_opens(actor))
    return rows.select_related("activity", "team")


def group_for(actor: Actor, group: UUID) -> FocusGroup:
    """Return one sitting; raise NoSuchCircle."""
    found = groups_of(actor).filter(pk=group).first()
    if found is None:
        raise NoSuchCircle
    return where_it_is_now(found)


def where_it_is_now(group: FocusGroup) -> FocusGroup:
    """Return a sitting that was moved with the day that took its place, not stored."""
    while group.activity.instead is not None:
        group.activity = group.activity.instead
        group.planned_on = day_of(group.country, group.activity.planned_start)
    return group


def finding_for(actor: Actor, finding: UUID) -> Finding:
    """Return one finding; raise NoSuchCircle."""
    rows = Finding.objects.select_related("group__team")
    found = rows.filter(pk=finding, group__team_id__in=teams_she_opens(actor)).first()
    if found is None:
        raise NoSuchCircle
    return found


def decisions_of(actor: Actor) -> QuerySet[Decision]:
    """Return the decisions of her teams' circles."""
    rows = Decision.objects.filter(group__team_id__in=teams_she_opens(actor))
    return rows.select_related("group__team")


def decision_for(actor: Actor, decision: UUID) -> Decision:
    """Return one decision; raise NoSuchCircle."""
    found = decisions_of(actor).filter(pk=decision).first()
    if found is None:
        raise NoSuchCircle
    return found


def action_for(actor: Actor, action: UUID) -> ActionItem:
    """Return one thing to be done; raise NoSuchCircle."""
    rows = ActionItem.objects.select_related("decision__group__team", "who")
    hers = rows.filter(decision__group__team_id__in=teams_she_opens(actor))
    found = hers.filter(pk=action).first()
    if found is None:
        raise NoSuchCircle
    return found


def meetings_of(actor: Actor) -> QuerySet[LawyerMeeting]:
    """Return the meetings with the lawyer of her teams."""
    rows = LawyerMeeting.objects.filter(team_id__in=teams_she_opens(actor))
    return rows.select_related("activity", "team")


def meeting_for(actor: Actor, meeting: UUID) -> LawyerMeeting:
    """Return one meeting with the lawyer; raise NoSuchCircle."""
    found = meetings_of(actor).filter(pk=meeting).first()
    if found is None:
        raise NoSuchCircle
    return found


def questions_of(actor: Actor) -> QuerySet[LegalQuestion]:
    """Return the questions of her teams."""
    rows = LegalQuestion.objects.filter(team_id__in=teams_she_opens(actor))
    return rows.select_related("team")


def question_for(actor: Actor, question: UUID) -> LegalQuestion:
    """Return one question; raise NoSuchCircle."""
    found = questions_of(actor).filter(pk=question).first()
    if found is None:
        raise NoSuchCircle
    return found


def cards_of(actor: Actor) -> QuerySet[KnowYourRightsCard]:
    """Return the approved cards of her country, and the drafts of her teams and of hers."""
    rows = KnowYourRightsCard.objects.filter(country=actor.country)
    approved = Q(approved_at__isnull=False)
    teams = teams_she_opens(actor)
    if not teams:
        return rows.filter(approved)
    hers = Q(question__team_id__in=teams) | Q(made_by=actor.handle)
    return rows.filter(approved | hers)


def check_works_on_cards(actor: Actor) -> None:
    """Raise NotHerRole unless she works in a team: others read cards only."""
    if not teams_she_opens(actor):
        raise NotHerRole(actor.handle)


def card_for(actor: Actor, card: UUID) -> KnowYourRightsCard:
    """Return one card; raise NoSuchCircle."""
    found = cards_of(actor).filter(pk=card).first()
    if found is None:
        raise NoSuchCircle
    return found
