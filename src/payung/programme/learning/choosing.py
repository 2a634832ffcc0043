"""What can be chosen from in forms: courses, questions, languages, people, teams."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings

from payung.programme.people.access import people_of, teams_of
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of

from .access import banks_of, courses_of
from .courses import newest
from .models import CourseVersion, ItemBank


Choices = list[tuple[str, str]]


def version_choices(actor: Actor) -> Choices:
    """Return the newest version of each course."""
    found = [newest(course) for course in courses_of(actor)]
    return [(str(v.pk), v.title) for v in found if v is not None]


def version_chosen(actor: Actor, chosen: str) -> CourseVersion:
    """Return the version that was chosen from the list."""
    rows = CourseVersion.objects.select_related("course")
    return rows.get(pk=int(chosen), course__in=courses_of(actor))


def bank_choices(actor: Actor) -> Choices:
    """Return the newest version of each set of questions."""
    found: dict[str, ItemBank] = {}
    for bank in banks_of(actor):
        found.setdefault(bank.code, bank)
    return [(str(bank.pk), str(bank)) for bank in found.values()]


def team_choices(actor: Actor) -> Choices:
    """Return the teams she works in."""
    return [(str(team.pk), team.name) for team in teams_of(actor)]


def people_choices(actor: Actor) -> Choices:
    """Return the people of her country by handle."""
    return [(person.handle, person.handle) for person in people_of(actor)]


def language_choices(actor: Actor) -> Choices:
    """Return the languages of her country, each in its own name."""
    return languages_in(actor.country)


def languages_in(country: str) -> Choices:
    """Return the languages of a country, each in its own name."""
    names = dict(settings.LANGUAGES)
    codes = dict.fromkeys((*pack_of(country).languages, "en"))
    return [(code, str(names.get(code, code))) for code in codes]


def zone_of(actor: Actor) -> ZoneInfo:
    """Return the zone that days of her country are counted in."""
    return pack_of(actor.country).zone()
