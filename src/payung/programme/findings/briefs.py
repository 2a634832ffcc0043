"""Make a brief and fetch one: the deeds, and who may."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from payung.engines.disclosure import Audience
from payung.programme.journal.actions import record
from payung.programme.people.access import NotHerRole, NotHers
from payung.programme.people.actors import Actor
from payung.programme.people.roles import Role
from payung.programme.places.packs import pack_of
from payung.programme.places.queries import area_names

from .audiences import IN_PACK
from .brief import BriefPage, brief, digest_of
from .kinds import BRIEFED, FETCHED
from .models import Brief
from .periods import Period
from .printing import pdf_of
from .publishing import Figures, release_figures
from .word_file import word_of
from .wording import Wording, labelled


MAKERS = frozenset({Role.OFFICER, Role.COORDINATOR, Role.ATTORNEY})
FOR = tuple(IN_PACK)


class NotAsSeen(ValueError):
    """The figures are not those that she looked at."""


class NoSuchBrief(NotHers):
    """There is no such brief for this actor."""


def briefs_of(actor: Actor) -> QuerySet[Brief]:
    """Return the briefs of her country, the newest first; none for other roles."""
    if not actor.has(*MAKERS):
        return Brief.objects.none()
    kept = Brief.objects.filter(country=actor.country).defer("pdf", "word")
    return kept.order_by("-made_at", "-id")


def brief_for(actor: Actor, number: int) -> Brief:
    """Return one brief of her country; raise NoSuchBrief."""
    found = briefs_of(actor).filter(pk=number).first()
    if found is None:
        raise NoSuchBrief(str(number))
    return found


def page_of(
    figures: Figures,
    *,
    language: str,
    own_digits: bool,
    asks: Sequence[str],
    own_words: str,
    at: datetime,
) -> BriefPage:
    """Return a brief as it would be printed."""
    pack = pack_of(figures.country)
    say = Wording(
        language=language,
        own_digits=own_digits,
        areas=area_names(figures.country, language),
    )
    known = {ask.code: say.digits(labelled(ask.label, language)) for ask in pack.asks}
    wishes = [known[code] for code in asks if code in known]
    return brief(
        figures,
        say,
        country=pack.name.get(language, pack.name["en"]),
        outline=pack.map,
        asks=[*wishes, *filter(None, (w.strip() for w in own_words.splitlines()))],
        made_on=at.astimezone(pack.zone()).date(),
    )


@transaction.atomic
def make_brief(
    *,
    actor: Actor,
    period: Period,
    audience: Audience,
    language: str,
    own_digits: bool,
    asks: Sequence[str],
    own_words: str,
    seen: str,
    at: datetime,
) -> Brief:
    """Release the figures if need be, print them, and keep both files.

    `seen` is the digest of the figures that she looked at: others are not fixed, and
    NotAsSeen is raised. Also raise what release_figures raises, FontMissing, NotHerRole.
    """
    if not actor.has(*MAKERS):
        raise NotHerRole(actor.handle)
    if audience is Audience.OWN_TEAM:
        raise ValueError("A brief leaves; the own team's figures do not.")
    figures = release_figures(
        actor=actor, country=actor.country, period=period, audience=audience, at=at
    )
    if digest_of(figures.tables) != seen:
        raise NotAsSeen(seen)
    page = page_of(
        figures,
        language=language,
        own_digits=own_digits,
        asks=asks,
        own_words=own_words,
        at=at,
    )
    kept = Brief.objects.create(
        country=actor.country,
        audience=audience,
        since=period.since,
        until=period.until,
        language=language,
        made_at=at,
        made_by=actor.handle,
        pdf=pdf_of(page),
        word=word_of(page),
        digest=digest_of(figures.tables),
    )
    record(
        BRIEFED,
        actor=actor,
        subject=str(kept),
        at=at,
        audience=audience,
        language=language,
    )
    return kept


@transaction.atomic
def fetch_brief(
    *, actor: Actor, number: int, kind: str, at: datetime
) -> tuple[str, bytes]:
    """Return the file's name and content; kind is pdf or docx. Raise NoSuchBrief."""
    kept = brief_for(actor, number)
    content = {"pdf": kept.pdf, "docx": kept.word}.get(kind)
    if content is None:
        raise NoSuchBrief(kind)
    record(FETCHED, actor=actor, subject=str(kept), at=at, file=kind)
    return file_name(kept, kind), bytes(content)


def file_name(kept: Brief, kind: str) -> str:
    """Return a name that says nothing of what is inside: brief-2026-10-ne.pdf."""
    last = Period(since=kept.since, until=kept.until).last_day
    return f"brief-{last:%Y-%m}-{kept.language}.{kind}"
