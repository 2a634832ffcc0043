"""Two people in the same moment, each on a connection of her own."""

from __future__ import annotations

from collections.abc import Callable

from payung.gateways.vault import FakeVault
from payung.programme.cases.actions import (
    NewCase,
    OpenedAlready,
    open_case,
    write_note,
)
from payung.programme.cases.evidence import GivenFile, SameFile, add_evidence
from payung.programme.cases.models import Case, Evidence
from payung.programme.reports.models import Report
from tests.cast import MAYA, SUNITA, team_of
from tests.programme.cases.conftest import NOW
from tests.programme.reports.sent import form_in, taken


AtOnce = Callable[..., list[BaseException]]


def test_two_who_write_in_the_same_moment_both_stay(at_once: AtOnce) -> None:
    team, people = team_of(MAYA, SUNITA)
    case = open_case(actor=people[0], new=NewCase(team=team, title="One"), at=NOW)

    raised = at_once(
        *(
            lambda who=who: write_note(actor=who, case=case, text="Mine", at=NOW)
            for who in people
        )
    )

    assert raised == []
    assert sorted(
        case.timeline.filter(kind="written").values_list("by", flat=True)
    ) == [
        "maya",
        "sunita",
    ]


def test_the_same_file_from_two_in_the_same_moment_is_kept_once(
    at_once: AtOnce,
) -> None:
    team, people = team_of(MAYA, SUNITA)
    case = open_case(actor=people[0], new=NewCase(team=team, title="One"), at=NOW)
    given = GivenFile(name="a.pdf", shows="", content=b"%PDF-1.4\nthe same\n")
    vault = FakeVault()

    raised = at_once(
        *(
            lambda who=who: add_evidence(
                actor=who, case=case, given=given, vault=vault, at=NOW
            )
            for who in people
        )
    )

    assert [type(one) for one in raised] == [SameFile]
    assert Evidence.objects.count() == 1
    assert len(vault.kept) == 1


def test_two_who_take_the_same_note_in_hand_open_one_case(at_once: AtOnce) -> None:
    form_in()
    team, people = team_of(MAYA, SUNITA)
    taken(people[0], team)
    report = Report.objects.get()

    raised = at_once(
        *(
            lambda who=who: open_case(
                actor=who,
                new=NewCase(team=team, title="Mine", report=report),
                at=NOW,
            )
            for who in people
        )
    )

    assert [type(one) for one in raised] == [OpenedAlready]
    assert Case.objects.count() == 1
