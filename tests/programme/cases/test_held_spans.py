"""Where she is held: from lock-up to remand to shelter, and what cannot have been."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from payung.engines.clocks import Event
from payung.programme.cases.arrests import (
    NotYet,
    Taken,
    correct_arrest,
    record_arrest,
    record_step,
    take_back_step,
)
from payung.programme.cases.case_page import arrests_of
from payung.programme.cases.clock_rows import BeforeTheArrest
from payung.programme.cases.held_spans import (
    HeldAfterRelease,
    HeldBackwards,
    HeldBeforeTaken,
    HeldInTwoPlaces,
)
from payung.programme.cases.models import (
    Arrest,
    Case,
    HeldKind,
    HeldSpan,
    TimelineEntry,
)
from payung.programme.cases.moves import Brought, record_held, take_back_held
from payung.programme.people.refusals import CannotBe
from tests.cast import PASSPHRASE
from tests.programme.cases.conftest import NOW, Office, local


pytestmark = pytest.mark.django_db
LATER = local(25, 9)


def brought(
    office: Office,
    arrest: Arrest,
    kind: HeldKind,
    began_at: datetime,
    ended_at: datetime | None = None,
    *,
    at: datetime = LATER,
) -> HeldSpan:
    there = Brought(kind=kind, began_at=began_at, ended_at=ended_at)
    return record_held(actor=office.sunita, arrest=arrest, brought=there, at=at)


def spans() -> list[tuple[str, datetime, datetime | None]]:
    rows = HeldSpan.objects.order_by("began_at")
    return list(rows.values_list("kind", "began_at", "ended_at"))


def released(office: Office, arrest: Arrest, at: datetime) -> None:
    record_step(
        actor=office.sunita,
        arrest=arrest,
        event=Event.RELEASE,
        happened_at=at,
        at=LATER,
    )


def test_brought_to_the_next_place_she_has_left_the_one_before(
    office: Office, arrest: Arrest
) -> None:
    brought(office, arrest, HeldKind.LOCK_UP, local(22, 17))
    brought(office, arrest, HeldKind.REMAND, local(23, 17))

    brought(office, arrest, HeldKind.SHELTER, local(24, 12))

    assert spans() == [
        ("lock_up", local(22, 17), local(23, 17)),
        ("remand", local(23, 17), local(24, 12)),
        ("shelter", local(24, 12), None),
    ]
    lines = TimelineEntry.objects.filter(kind="held").order_by("at")
    assert [line.about for line in lines] == ["lock_up", "remand", "shelter"]


def test_a_place_that_is_over_is_fitted_in_between(
    office: Office, arrest: Arrest
) -> None:
    brought(office, arrest, HeldKind.REMAND, local(23, 17))

    brought(office, arrest, HeldKind.LOCK_UP, local(22, 17), local(23, 17))

    assert [kind for kind, _began, _ended in spans()] == ["lock_up", "remand"]


@pytest.mark.parametrize(
    ("began_at", "ended_at", "refusal", "field", "says"),
    [
        pytest.param(
            local(22, 16),
            None,
            HeldBeforeTaken,
            "began_at",
            "would begin before the person was taken, on 22.11.2026, 16:30. Correct",
            id="before the arrest",
        ),
        pytest.param(
            local(24, 12),
            local(24, 11),
            HeldBackwards,
            "began_at",
            "The end is before the beginning. Exchange the two, or correct one.",
            id="an end before the beginning",
        ),
        pytest.param(
            local(23, 12),
            local(23, 18),
            HeldInTwoPlaces,
            "began_at",
            "“A prison, on remand” is written down from 23.11.2026, 17:00 on. Say when",
            id="over the beginning of another",
        ),
        pytest.param(
            local(23, 18),
            local(23, 19),
            HeldInTwoPlaces,
            "began_at",
            "Nobody is in two places at once",
            id="inside another",
        ),
        pytest.param(
            local(22, 20),
            None,
            HeldInTwoPlaces,
            "began_at",
            "Nobody is in two places at once",
            id="still there, before another begins",
        ),
        pytest.param(
            local(23, 17),
            local(23, 18),
            HeldInTwoPlaces,
            "began_at",
            "Nobody is in two places at once",
            id="the same beginning",
        ),
        pytest.param(
            local(25, 10),
            None,
            NotYet,
            "began_at",
            "This moment is still to come. Write down what has happened.",
            id="still to come",
        ),
    ],
)
def test_what_cannot_have_been_is_refused_with_what_to_do(
    office: Office,
    arrest: Arrest,
    began_at: datetime,
    ended_at: datetime | None,
    refusal: type[CannotBe],
    field: str,
    says: str,
) -> None:
    brought(office, arrest, HeldKind.REMAND, local(23, 17))

    with pytest.raises(refusal) as refused:
        brought(office, arrest, HeldKind.LOCK_UP, began_at, ended_at)

    assert says in refused.value.sentence
    assert refused.value.field == field
    assert spans() == [("remand", local(23, 17), None)]


def test_nowhere_after_the_release(office: Office, arrest: Arrest) -> None:
    released(office, arrest, local(24, 10))

    with pytest.raises(HeldAfterRelease) as refused:
        brought(office, arrest, HeldKind.SHELTER, local(24, 11))

    assert "after the release, on 24.11.2026, 10:00" in refused.value.sentence
    assert spans() == []


def test_a_release_before_a_place_began_is_refused_and_nothing_is_kept(
    office: Office, arrest: Arrest
) -> None:
    brought(office, arrest, HeldKind.REMAND, local(23, 17))

    with pytest.raises(HeldAfterRelease):
        released(office, arrest, local(23, 16))

    arrest.refresh_from_db()
    assert arrest.released_at is None
    assert not arrest.steps.filter(event="release").exists()


def test_a_release_before_the_arrest_is_refused(office: Office, arrest: Arrest) -> None:
    with pytest.raises(BeforeTheArrest) as refused:
        released(office, arrest, local(22, 16))

    assert "“Released” would be before the person was taken" in refused.value.sentence
    assert "Correct one of the two times." in refused.value.sentence


def test_an_arrest_is_not_corrected_past_a_place_where_she_was(
    office: Office, arrest: Arrest
) -> None:
    brought(office, arrest, HeldKind.REMAND, local(22, 18))
    later = Taken(taken_at=local(22, 19))

    with pytest.raises(HeldBeforeTaken):
        correct_arrest(
            actor=office.sunita, arrest=arrest, taken=later, version=1, at=LATER
        )

    arrest.refresh_from_db()
    assert arrest.taken_at == local(22, 16, 30)


def test_the_release_ends_the_last_place_and_taken_back_it_goes_on(
    office: Office, case: Case, arrest: Arrest
) -> None:
    brought(office, arrest, HeldKind.REMAND, local(23, 17))
    released(office, arrest, local(24, 10))
    [part] = arrests_of(case, at=LATER)
    step = arrest.steps.get(event="release")

    take_back_step(actor=office.sunita, step=step, at=LATER)

    [again] = arrests_of(case, at=LATER)
    assert [one.place.ended_at for one in part.places] == [local(24, 10)]
    assert [one.place.ended_at for one in again.places] == [None]


def test_a_place_that_was_wrong_is_taken_back(
    office: Office, case: Case, arrest: Arrest
) -> None:
    span = brought(office, arrest, HeldKind.REMAND, local(23, 17))

    take_back_held(actor=office.sunita, span=span, at=LATER)

    assert spans() == []
    assert TimelineEntry.objects.filter(kind="taken_back", about="remand").exists()


def test_taken_back_she_is_where_she_was_before(office: Office, arrest: Arrest) -> None:
    brought(office, arrest, HeldKind.LOCK_UP, local(22, 17))
    span = brought(office, arrest, HeldKind.REMAND, local(23, 17))

    take_back_held(actor=office.sunita, span=span, at=LATER)

    assert spans() == [("lock_up", local(22, 17), None)]


def test_the_page_sends_back_what_cannot_have_been_with_what_was_typed(
    office: Office, case: Case, arrest: Arrest
) -> None:
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})
    typed = {"kind": "remand", "station": "", "began_at": "2026-11-22T16:00"}

    answer = client.post(f"/work/{case.reference}/where", typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "would begin before the person was taken, on 22.11.2026, 16:30" in page
    assert 'value="2026-11-22T16:00"' in page
    assert spans() == []


def test_where_she_is_now_is_the_place_of_the_case(office: Office, case: Case) -> None:
    taken = Taken(taken_at=local(22, 16, 30), station="np-1")
    arrest = record_arrest(actor=office.sunita, case=case, taken=taken, at=NOW)
    there = Brought(kind=HeldKind.LOCK_UP, station="np-2", began_at=local(22, 20))
    record_held(actor=office.sunita, arrest=arrest, brought=there, at=NOW)

    correct_arrest(
        actor=office.sunita,
        arrest=arrest,
        taken=Taken(taken_at=local(22, 17), station="np-1"),
        version=1,
        at=NOW,
    )

    case.refresh_from_db()
    assert case.station == "np-2"
    [part] = arrests_of(case, at=NOW)
    assert [(one.place.station, one.place.ended_at) for one in part.places] == [
        ("np-1", local(22, 20)),
        ("np-2", None),
    ]
