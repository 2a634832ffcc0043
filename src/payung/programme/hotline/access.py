"""Who may see contacts and responses: those whose team holds their keys."""

from __future__ import annotations

from django.db.models import QuerySet

from payung.programme.people.access import NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.roles import KEYHOLDERS, Role

from .models import Contact, Response, Voicemail


class NoSuchContact(NotHers):
    """There is no such contact for this actor."""


class NoSuchResponse(NotHers):
    """There is no such response for this actor."""


def may_see_contacts(actor: Actor) -> bool:
    """Return whether contacts are part of her work at all."""
    return actor.has(*KEYHOLDERS)


def may_set_lines(actor: Actor) -> bool:
    """Return whether she says which numbers there are and who answers them."""
    return actor.has(Role.COORDINATOR)


def contacts_of(actor: Actor) -> QuerySet[Contact]:
    """Return the contacts of her teams; none for those who hold no keys."""
    if not may_see_contacts(actor) or not actor.teams:
        return Contact.objects.none()
    teams = tuple(actor.teams)
    # One team: an equality lets the index give the order as well.
    if len(teams) == 1:
        hers = Contact.objects.filter(team_id=teams[0])
    else:
        hers = Contact.objects.filter(team_id__in=teams)
    return hers.filter(country=actor.country)


def contact_for(actor: Actor, reference: str) -> Contact:
    """Return one contact by its reference; raise NoSuchContact."""
    contact = contacts_of(actor).filter(reference=reference).first()
    if contact is None:
        raise NoSuchContact(reference)
    return contact


def voicemail_in(contact: Contact, voicemail_id: int) -> Voicemail:
    """Return one message left by voice; raise NoSuchContact."""
    found = contact.voicemails.filter(pk=voicemail_id).first()
    if found is None:
        raise NoSuchContact(contact.reference)
    return found


def responses_of(actor: Actor) -> QuerySet[Response]:
    """Return the responses to contacts of her teams."""
    return Response.objects.filter(contact__in=contacts_of(actor))


def response_for(actor: Actor, reference: str) -> Response:
    """Return one response by its reference; raise NoSuchResponse."""
    found = responses_of(actor).filter(reference=reference).first()
    if found is None:
        raise NoSuchResponse(reference)
    return found
