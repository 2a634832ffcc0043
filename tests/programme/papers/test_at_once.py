"""She takes her yes back in the moment in which a paper is made: one comes first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.consents.deeds import withdraw
from payung.programme.consents.models import Detail, Purpose
from payung.programme.consents.opening import NotOpened
from payung.programme.journal.models import Entry
from payung.programme.papers.making import Asked, make_paper
from payung.programme.papers.models import PaperMade
from payung.programme.papers.person_values import permits_for
from tests.cast import ANJU, MAYA, team_of
from tests.engines.papers.word_files import text_of
from tests.programme.papers.conftest import NAME, NOW, keep, paper_of, say_yes


@pytest.mark.parametrize("purpose", [Purpose.ATTORNEY])
@pytest.mark.parametrize("attempt", range(3))
def test_no_paper_carries_her_name_after_she_took_her_yes_back(
    at_once: Callable[..., list[BaseException]], purpose: Purpose, attempt: int
) -> None:
    team, [maya, anju] = team_of(MAYA, ANJU)
    case = open_case(actor=maya, new=NewCase(team=team, title="One"), at=NOW)
    say_yes(anju, case, purpose)
    keep(anju, case, purpose, Detail.FULL_NAME, NAME)
    paper = paper_of(case, "bail")
    permits = permits_for(actor=anju, case=case, paper=paper, at=NOW)
    made: list[bytes] = []

    def make() -> None:
        asked = Asked(paper=paper, language="en")
        filled = make_paper(actor=anju, permits=permits, asked=asked, at=NOW)
        made.append(filled.content)

    raised = at_once(
        make, lambda: withdraw(actor=maya, case=case, purpose=purpose, at=NOW)
    )

    entries = list(Entry.objects.order_by("number").values_list("kind", flat=True))
    assert [type(fault) for fault in raised if not isinstance(fault, NotOpened)] == []
    assert "consent.withdrawn" in entries
    assert PaperMade.objects.count() == len(made) == 1 - len(raised)
    if made:
        assert NAME in text_of(made[0])
        assert entries.index("papers.made") < entries.index("consent.withdrawn")
