"""The score of a year: five areas, given together once a year, and revised in sight."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client

from payung.engines.indicators import (
    Completeness,
    Left,
    LeftOut,
    Mean,
    NotComputable,
    Value,
    Why,
    parse_period,
)
from payung.programme.objectives.models import ScoredArea, ScoreSheet
from payung.programme.objectives.queries.scope import Part, Scope, part_of
from payung.programme.objectives.scores.keeping import NewScores, Scored, keep_scores
from payung.programme.objectives.taking import compute
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person
from payung.programme.people.refusals import CannotBe
from tests.cast import MAYA, PASSPHRASE, SUNITA, as_actor, team_of


pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
LATER = datetime(2026, 11, 25, 9, tzinfo=UTC)
SEEN = "https://example.org/seen"


def scores(
    *,
    police: float = 2,
    because: str = "",
    key: UUID | None = None,
    year: int = 2026,
) -> NewScores:
    given = {
        ScoredArea.LITERACY: (3, SEEN),
        ScoredArea.SERVICES: (2.5, SEEN),
        ScoredArea.POLICE: (police, SEEN),
        ScoredArea.STIGMA: (1.5, SEEN),
        ScoredArea.REFORM: (4, ""),
    }
    return NewScores(
        key=key or uuid4(),
        year=year,
        because=because,
        areas={
            area: Scored(score=score, reason="Agreed", evidence=evidence)
            for area, (score, evidence) in given.items()
        },
    )


def number(period: str, *, at: datetime = LATER, part: Part = ()) -> Value:
    scope = Scope(country="np", period=parse_period(period), at=at)
    return compute("BDB_SCORE", scope).answer[part]


def browser(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


@pytest.fixture
def maya() -> Actor:
    _team, [maya, _sunita] = team_of(MAYA, SUNITA)
    return maya


def test_an_area_without_evidence_is_left_out_and_said(maya: Actor) -> None:
    keep_scores(actor=maya, new=scores(), at=AT)

    # 3, 2.5, 2 and 1.5 over four; the 4 shows nothing.
    assert number("2026") == Mean(
        total=9.0, n=4, left_out=(LeftOut(why=Left.WITHOUT_EVIDENCE, n=1),)
    )
    assert number("2026", part=part_of("area", "stigma")) == Mean(total=1.5, n=1)


def test_a_part_of_a_year_and_another_year_have_no_score(maya: Actor) -> None:
    keep_scores(actor=maya, new=scores(), at=AT)

    assert number("2026-Q4") == NotComputable(why=Why.NO_RECORDS)
    assert number("2025") == NotComputable(why=Why.NO_RECORDS)


def test_a_year_has_its_scores_or_not_and_no_month_is_missing(maya: Actor) -> None:
    keep_scores(actor=maya, new=scores(), at=AT)

    scope = Scope(country="np", period=parse_period("2026"), at=LATER)

    assert compute("BDB_SCORE", scope).complete == Completeness(expected=1, reported=1)


def test_a_revision_needs_a_reason_and_stands_beside_what_was(maya: Actor) -> None:
    keep_scores(actor=maya, new=scores(), at=AT)
    with pytest.raises(CannotBe) as refused:
        keep_scores(actor=maya, new=scores(police=3), at=LATER)
    keep_scores(actor=maya, new=scores(police=3, because="The chief signed."), at=LATER)

    page = browser("maya").get("/objectives/scores/?year=2026").content.decode()

    assert refused.value.field == "because"
    assert ScoreSheet.objects.count() == 2
    assert "it was 2.0" in page
    assert "The chief signed." in page
    assert "As it was before" in page
    new = number("2026")
    assert isinstance(new, Mean)
    assert new.total == 10.0
    # Who asked before it was revised was told the other number.
    old = number("2026", at=AT)
    assert isinstance(old, Mean)
    assert old.total == 9.0


def test_sent_twice_it_is_stored_once(maya: Actor) -> None:
    new = scores(key=uuid4())

    first = keep_scores(actor=maya, new=new, at=AT)
    second = keep_scores(actor=maya, new=new, at=AT)

    assert first == second
    assert ScoreSheet.objects.count() == 1


def test_a_year_that_has_not_begun_and_a_six_are_refused(maya: Actor) -> None:
    for new, field in ((scores(year=2027), "year"), (scores(police=6), "police_score")):
        with pytest.raises(CannotBe) as refused:
            keep_scores(actor=maya, new=new, at=AT)
        assert refused.value.field == field


def test_a_paralegal_reads_the_scores_and_gives_none(maya: Actor) -> None:
    sunita = browser("sunita")

    assert sunita.get("/objectives/scores/").status_code == 200
    assert sunita.get("/objectives/scores/2026/write").status_code == 403
    with pytest.raises(NotHerRole):
        keep_scores(
            actor=as_actor(Person.objects.get(handle="sunita")), new=scores(), at=AT
        )
