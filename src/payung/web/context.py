"""What the frame of every page needs: names, places to go, the way out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from payung.engines.packs import Pack
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.rewrapping import unfinished
from payung.programme.people.roles import KEYHOLDERS
from payung.programme.people.side_teams import is_untidy
from payung.programme.places.packs import pack_of
from payung.web.local_time import Local, bikram_sambat_day


PHONE_BAR = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One of the places in the bar: where it leads, its sign, its word.

    `wide`: only where the bar stands at the side; a phone's bar holds five.
    """

    url: str
    icon: str
    label: str
    current: bool
    wide: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What surrounds a page."""

    name: str
    home: str
    leave: str
    leave_to: str
    left_mark: str
    locked: str
    manifest: str
    places: tuple[Place, ...]
    local: Local
    keys_open: bool
    changing_keys: bool


def frame(request: HttpRequest) -> dict[str, object]:
    """Return the frame of a page for whoever looks."""
    actor: Actor | None = getattr(request, "actor", None)
    pack = pack_of(actor.country if actor else settings.COUNTRY_CODES[-1])
    language = get_language() or "en"
    surround = Frame(
        name=pack.app_name.get(language, pack.app_name["en"]),
        home=reverse("today"),
        leave=reverse("leave"),
        leave_to=pack.leave_to,
        left_mark=settings.LEFT_COOKIE_NAME,
        locked=reverse("locked"),
        manifest=reverse("manifest"),
        places=_places(request, actor) if actor else (),
        local=_local(request, pack, language),
        keys_open=bool(actor and actor.keys),
        changing_keys=bool(actor and actor.keys and _changing(actor)),
    )
    return {"frame": surround, "actor": actor}


def _changing(actor: Actor) -> bool:
    """Return whether keys are being carried over; ask little where none ever were."""
    if is_untidy(actor):
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM people_rewrapping)")
        [ever] = cursor.fetchone()
    return bool(ever and unfinished(actor.teams))


def _local(request: HttpRequest, pack: Pack, language: str) -> Local:
    two = pack.calendar == "bikram_sambat"
    return Local(
        zone=pack.zone(),
        language=language,
        native_digits=_native_digits(request),
        second_calendar=bikram_sambat_day if two else None,
    )


def _native_digits(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user.native_digits if isinstance(user, Person) else False


def _places(request: HttpRequest, actor: Actor) -> tuple[Place, ...]:
    here = request.resolver_match.url_name if request.resolver_match else ""
    language = get_language() or "en"
    where = (settings.ROOT_URLCONF, get_script_prefix())
    return _bar(language, actor.has(*KEYHOLDERS), here or "", where)


# The same for everybody who speaks a language and may do the same.
@lru_cache(maxsize=512)
def _bar(
    language: str, keyholder: bool, here: str, _where: tuple[str, str]
) -> tuple[Place, ...]:
    known = [("today", "today", _("Today"))]
    if keyholder:
        known += [
            ("calls", "calls", _("Calls")),
            ("notes", "notes", _("Notes")),
            ("cases", "cases", _("In hand")),
        ]
    known.append(("overview", "overview", _("Overview")))
    if keyholder:
        known.append(("people", "people", _("People")))
    else:
        # Hers lead from People; those who read figures only have a language too.
        known.append(("settings", "settings", _("My settings")))
    return tuple(
        Place(
            url=reverse(name),
            icon=icon,
            label=label,
            current=here == name,
            wide=len(known) > PHONE_BAR and name == "people",
        )
        for name, icon, label in known
    )
