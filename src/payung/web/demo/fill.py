"""Fill an empty database with the invented countries."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from payung.engines.disclosure import Audience, CannotProtect
from payung.gateways.vault import FolderVault
from payung.programme.findings.audiences import MayNotReceive
from payung.programme.findings.brief import digest_of
from payung.programme.findings.briefs import make_brief
from payung.programme.findings.periods import Period, ending, shifted
from payung.programme.findings.printing import FontMissing
from payung.programme.findings.publishing import NoFigures, release_figures
from payung.programme.people.actions import make_account
from payung.programme.people.actors import Actor
from payung.programme.people.founding import Founded, found_country
from payung.programme.people.models import Person
from payung.programme.people.teams import grant_team
from payung.programme.places.actions import load_units
from payung.programme.places.packs import pack_of
from payung.programme.reports.models import Source
from payung.programme.reports.plain_intake import PlainReport, take_plain
from payung.programme.reports.published import Published, published
from payung.programme.reports.publishing import form_texts, publish_form
from payung.web.demo.calls import a_line, a_night
from payung.web.demo.cast import BESIDE, COUNTRIES, PASSPHRASE, Country, Part
from payung.web.demo.events import Event, Ground, a_year
from payung.web.demo.law_side import law_side
from payung.web.demo.the_year import the_line, the_year
from payung.web.demo.work import move_notes_along, work_in_hand


Say = Callable[[str], None]
# Before the first of the twelve months and this one.
A_YEAR = timedelta(days=400)


def is_empty() -> bool:
    """Return whether nobody has an account here yet."""
    return not Person.objects.exists()


def fill(
    *, at: datetime, share: float, seed: int, codes: Collection[str], say: Say
) -> None:
    """Fill the countries of these codes; `share` 1.0 is the full year, less is quicker."""
    for country in COUNTRIES:
        if country.code in codes:
            fill_country(country, at=at, share=share, seed=seed, say=say)


@transaction.atomic
def fill_country(
    country: Country, *, at: datetime, share: float, seed: int, say: Say
) -> Founded:
    """Fill one country, with everything that its pages show; return who leads it.

    All of it or, cut short, nothing: half a year would be taken for a whole one later.
    """
    say(f"{country.code}: people, form and stations")
    founded = _found(country, at)
    form = _form(founded.actor, country.code, at)
    count = int(country.notes * share)
    say(f"{country.code}: {count} notes")
    chance = random.Random(f"{seed} {country.code}")  # noqa: S311 - invented data
    ground = _ground(country.code)
    for event in a_year(ground, count=count, until=at, chance=chance):
        _take(founded, form, event)
    week_ago = at - timedelta(days=7)
    move_notes_along(founded, before=week_ago, chance=chance)
    work_in_hand(founded, at=at, vault=FolderVault(settings.VAULT))
    law_side(founded, at=at)
    say(f"{country.code}: calls")
    handles = tuple(part.handle for part in country.people)
    a_line(founded, handles, at=at)
    the_line(founded, handles, at=at, scale=min(1.0, share), seed=seed)
    a_night(founded, handles, at=at)
    say(f"{country.code}: twelve months")
    the_year(founded, at=at, scale=min(1.0, share), seed=seed)
    say(f"{country.code}: figures")
    _release(founded, country.code, at, say)
    _brief(founded, at, say)
    return founded


def _found(country: Country, at: datetime) -> Founded:
    year_ago = at - A_YEAR
    founded = found_country(
        country=country.code,
        handle=country.people[0].handle,
        passphrase=PASSPHRASE,
        team_name=country.team,
        at=year_ago,
    )
    _speak(country.people[0])
    beside = BESIDE if country.code == COUNTRIES[0].code else ()
    for part in (*country.people[1:], *beside):
        person = _account(part, country.code, year_ago)
        if part not in BESIDE[2:]:
            grant_team(
                actor=founded.actor, team=founded.team, member=person, at=year_ago
            )
    return founded


def _account(part: Part, country: str, at: datetime) -> Person:
    return make_account(
        handle=part.handle,
        country=country,
        passphrase=PASSPHRASE,
        roles=part.roles,
        language=part.language,
        at=at,
    )


def _speak(part: Part) -> None:
    Person.objects.filter(handle=part.handle).update(language=part.language)


def _form(actor: Actor, country: str, at: datetime) -> Published:
    load_units(country=country, units=pack_of(country).units, on=at.date())
    text, coding = form_texts(country)
    row = publish_form(actor=actor, country=country, text=text, coding=coding, at=at)
    return published(row.pk, row.digest)


def _ground(country: str) -> Ground:
    pack = pack_of(country)
    level = max(area.level for area in pack.areas)
    stations = [unit.code for unit in pack.units if unit.kind == "station"]
    areas = [area.code for area in pack.areas if area.level == level]
    return Ground(
        country=country,
        # In no order a map knows: neighbours should not all be busy.
        areas=tuple(sorted(areas, key=_shuffled)),
        stations=tuple(stations),
        laws=("none", "other"),
        zone=pack.zone(),
    )


def _shuffled(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _take(founded: Founded, form: Published, event: Event) -> None:
    body = json.dumps(event.answers, sort_keys=True)
    digest = hashlib.sha256(body.encode()).hexdigest()
    take_plain(
        actor=founded.actor,
        team=founded.team,
        form=form,
        given=PlainReport(
            instance=f"demo:{digest[:32]}", answers=event.answers, digest=digest
        ),
        source=Source.IMPORT,
        at=event.written_at,
    )


def _release(founded: Founded, country: str, at: datetime, say: Say) -> None:
    """Release the year that is over to everybody the pack allows to have it."""
    year = _year_over(country, at)
    for audience in Audience:
        # The first of those outside is released together with all others.
        try:
            release_figures(
                actor=founded.actor,
                country=country,
                period=year,
                audience=audience,
                at=at,
            )
        except MayNotReceive:
            say(f"{country}: none for {audience}, as the pack says")
        except CannotProtect as refusal:
            say(f"{country}: none for {audience}: {refusal}")
        except NoFigures:
            say(f"{country}: none for {audience}: nothing could be protected")


def _brief(founded: Founded, at: datetime, say: Say) -> None:
    """Make the brief that is shown to offices at the next meeting."""
    actor = founded.actor
    year = _year_over(actor.country, at)
    try:
        figures = release_figures(
            actor=actor,
            country=actor.country,
            period=year,
            audience=Audience.POLICE,
            at=at,
        )
        make_brief(
            actor=actor,
            period=year,
            audience=Audience.POLICE,
            language=pack_of(actor.country).languages[0],
            own_digits=False,
            asks=(),
            own_words="",
            seen=digest_of(figures.tables),
            at=at,
        )
    except (CannotProtect, FontMissing, MayNotReceive, NoFigures) as refusal:
        say(f"{actor.country}: no brief for the police: {refusal}")


def _year_over(country: str, at: datetime) -> Period:
    here = at.astimezone(pack_of(country).zone()).date()
    return ending(f"{shifted(here.replace(day=1), -1):%Y-%m}", 12)
