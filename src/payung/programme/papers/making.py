"""Make a paper: filled in memory, handed over, kept nowhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from payung.engines import sealed
from payung.engines.packs import Paper
from payung.engines.papers import FIELDS, Filled, Origin, Values, fill
from payung.programme.cases.models import Case, Happened
from payung.programme.cases.timeline import add_line
from payung.programme.consents.models import Purpose
from payung.programme.consents.opening import is_open, opened
from payung.programme.consents.permits import Permit
from payung.programme.journal.actions import record
from payung.programme.people.actors import Actor
from payung.programme.people.refusals import CannotBe
from payung.programme.people.roles import Role
from payung.programme.places.packs import pack_of

from . import kinds
from .case_values import case_values
from .court_values import court_values
from .holdings import digest_field
from .models import PaperMade
from .person_values import person_values


TYPED = frozenset(
    name for name, known in FIELDS.items() if known.origin is Origin.TYPED
)


class ForTheAttorney(CannotBe):
    """In this country only an attorney makes this paper."""


class NoSuchLanguage(CannotBe):
    """The pack has no template of this paper in that language."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Which paper, in which language, and what was typed for it. Never kept."""

    paper: Paper
    language: str
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)


@transaction.atomic
def make_paper(
    *, actor: Actor, permits: tuple[Permit, ...], asked: Asked, at: datetime
) -> Filled:
    """Return the paper; that it was made is written down, the paper itself nowhere.

    The first Permit is that of the paper's purpose. Raises CannotBe.
    """
    case = _case_of(permits, asked.paper)
    _refuse(actor, asked)
    code, language = asked.paper.code, asked.language
    # Whoever takes a yes back locks the case too: it was before, and is seen below, or
    # it waits until this paper is out.
    Case.objects.select_for_update().get(pk=case.pk)
    filled = _filled(actor, permits, asked, at)
    row = PaperMade(id=uuid4(), case=case, code=code, language=language, at=at)
    row.by = actor.handle
    digest = hashlib.sha256(filled.content).hexdigest()
    secret = actor.unlocked.secret(case.record)
    row.digest = sealed.seal_field(secret, digest_field(row.pk), digest)
    row.save(force_insert=True)
    add_line(actor=actor, case=case, kind=Happened.PAPER, about=code, at=at)
    record(
        kinds.MADE,
        actor=actor,
        subject=case.reference,
        at=at,
        paper=code,
        language=language,
    )
    return filled


@transaction.atomic
def read_paper(
    *, actor: Actor, permits: tuple[Permit, ...], asked: Asked, at: datetime
) -> Filled:
    """Return a paper that names nobody, to be read on the page; raises CannotBe."""
    case = _case_of(permits, asked.paper)
    _refuse(actor, asked)
    if not asked.paper.on_page:
        raise CannotBe(_("This paper is not read on the page. Make it, and open it."))
    record(
        kinds.READ, actor=actor, subject=case.reference, at=at, paper=asked.paper.code
    )
    return _filled(actor, permits, asked, at)


def may_make(actor: Actor, paper: Paper) -> bool:
    """Return whether this paper is hers to make at all."""
    return not paper.attorney_only or actor.has(Role.ATTORNEY)


def _case_of(permits: tuple[Permit, ...], paper: Paper) -> Case:
    case = permits[0].case
    permits[0].check(case=case, purpose=Purpose(paper.purpose))
    for permit in permits[1:]:
        permit.check(case=case, purpose=Purpose.IDENTITY)
    return case


def _refuse(actor: Actor, asked: Asked) -> None:
    if not may_make(actor, asked.paper):
        raise ForTheAttorney(
            _("Here only the attorney makes this paper. Ask her to make it.")
        )
    if asked.language not in asked.paper.files:
        raise NoSuchLanguage(
            _("There is no template in this language. Choose another."),
            field="language",
        )


def _filled(
    actor: Actor, permits: tuple[Permit, ...], asked: Asked, at: datetime
) -> Filled:
    case = permits[0].case
    still_open = tuple(
        permit for permit in permits if is_open(case, permit.purpose, at=at)
    )
    if permits[0] not in still_open:
        # Taken back a moment ago: the door says so in its own words.
        opened(actor=actor, case=case, purpose=permits[0].purpose, at=at)
    typed = {
        name: text.strip()
        for name, text in asked.typed.items()
        if name in TYPED and text.strip()
    }
    values: Values = {
        **case_values(case, language=asked.language, at=at),
        **court_values(actor, case, track=asked.paper.track, language=asked.language),
        **person_values(still_open),
        **typed,
        "draft_line": _draft_line(case, asked),
    }
    return fill(asked.paper.template(asked.language), values)


def _draft_line(case: Case, asked: Asked) -> str:
    if asked.paper.verified(asked.language):
        return ""
    return pack_of(case.country).papers.draft_line.get(asked.language, "")
