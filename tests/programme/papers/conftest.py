"""A case in Kathmandu with an arrest, her yes, and what names her."""

from __future__ import annotations

from datetime import datetime

import pytest

from payung.engines.clocks import Event
from payung.engines.packs import Paper
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.arrests import Taken
from payung.programme.cases.models import Case
from payung.programme.consents.deeds import give
from payung.programme.consents.details import set_detail
from payung.programme.consents.models import Detail, How, Purpose
from payung.programme.consents.opening import opened
from payung.programme.papers.making import Asked, make_paper
from payung.programme.papers.person_values import permits_for
from payung.programme.people.actors import Actor
from payung.programme.places.packs import pack_of
from tests.programme.cases.conftest import Office, local, office  # noqa: F401


NOW = local(24, 3, 30)
# Invented, and unlike anything else that is written here.
NAME = "Quillabamba Vexworth"


@pytest.fixture
def case(office: Office) -> Case:  # noqa: F811
    """Give a case of somebody taken at 22:10 who saw an attorney and no judge."""
    taken = Taken(
        taken_at=local(22, 22, 10), steps={Event.COUNSEL_CONTACT: local(23, 9)}
    )
    new = NewCase(team=office.team, title="Kamala of the tea shop", taken=taken)
    return open_case(actor=office.sunita, new=new, at=NOW)


def say_yes(actor: Actor, case: Case, purpose: Purpose, *, at: datetime = NOW) -> None:
    """Write down a spoken yes."""
    give(actor=actor, case=case, purpose=purpose, how=How.SPOKEN, language="ne", at=at)


def keep(actor: Actor, case: Case, purpose: Purpose, kind: Detail, text: str) -> None:
    """Keep one thing that names her under the key of a purpose."""
    permit = opened(actor=actor, case=case, purpose=purpose, at=NOW)
    set_detail(permit, kind, text)


def paper_of(case: Case, code: str) -> Paper:
    """Return a paper of the case's country."""
    return pack_of(case.country).paper(code)


def make(
    actor: Actor,
    case: Case,
    code: str,
    *,
    language: str = "en",
    at: datetime = NOW,
    **typed: str,
) -> bytes:
    """Make a paper and return its bytes."""
    paper = paper_of(case, code)
    permits = permits_for(actor=actor, case=case, paper=paper, at=at)
    asked = Asked(paper=paper, language=language, typed=typed)
    return make_paper(actor=actor, permits=permits, asked=asked, at=at).content
