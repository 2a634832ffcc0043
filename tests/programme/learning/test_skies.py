"""How a course was: three skies, what to change, and nothing of who said it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from payung.programme.learning.codes import Entered, Sky, Wish
from payung.programme.learning.models import CourseGroup, SmileSheet
from payung.programme.learning.refusals import NotWritten
from payung.programme.learning.smiling import (
    NewSmiles,
    keep_smiles,
    open_smiles,
    smiles_of,
    smiles_with,
    take_out_smiles,
)
from tests.cast import PASSPHRASE

from .conftest import NOW, Office


def heap(office: Office, group: CourseGroup, **counts: int) -> SmileSheet:
    new = NewSmiles(
        key=uuid4(),
        on=NOW.date(),
        entered=Entered.PAPER,
        counts={code.replace("_", "-"): count for code, count in counts.items()},
    )
    return keep_smiles(actor=office.sunita, group=group, new=new, at=NOW)


def client_of(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def test_faces_and_wishes_add_up_over_phones_and_paper(
    office: Office, group: CourseGroup
) -> None:
    heap(office, group, glad=4, so_so=1, slower=2)
    heap(office, group, not_glad=1, slower=1, place=1)

    said = smiles_of(group)

    assert said.people == 6
    assert said.skies == ((Sky.GLAD, 4), (Sky.SO_SO, 1), (Sky.NOT_GLAD, 1))
    assert said.wishes == ((Wish.SLOWER, 3), (Wish.PLACE, 1))


def test_of_four_answers_nothing_is_shown(office: Office, group: CourseGroup) -> None:
    heap(office, group, glad=3, not_glad=1, safer=1)

    said = smiles_of(group)
    page = client_of("sunita").get(f"/learn/groups/{group.pk}/").content.decode()

    assert not said.shown
    assert (said.skies, said.wishes) == ((), ())
    assert "I did not feel safe" not in page
    assert "What they chose is shown when 5 have answered." in page


def test_the_counts_are_on_the_page_of_the_group_from_five_on(
    office: Office, group: CourseGroup
) -> None:
    heap(office, group, glad=3, not_glad=2, safer=1)

    page = client_of("sunita").get(f"/learn/groups/{group.pk}/").content.decode()

    assert "I did not feel safe" in page


def test_a_heap_that_was_counted_wrong_is_taken_out(
    office: Office, group: CourseGroup
) -> None:
    heap(office, group, glad=5)
    wrong = heap(office, group, not_glad=50)

    take_out_smiles(actor=office.maya, sheet=wrong, at=NOW)

    assert smiles_of(group).people == 5
    wrong.refresh_from_db()
    assert wrong.withdrawn_by == "maya"


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        pytest.param({"slower": 3}, "One of the three", id="wishes and no sky"),
        pytest.param(
            {"glad": 2, "slower": 3}, "Only 2 answered.", id="more wishes than people"
        ),
    ],
)
def test_a_heap_that_cannot_be_is_answered_with_what_to_do(
    office: Office, group: CourseGroup, counts: dict[str, int], sentence: str
) -> None:
    with pytest.raises(NotWritten) as refused:
        heap(office, group, **counts)

    assert sentence in refused.value.sentence


def test_the_phone_goes_round_with_nobody_signed_in_and_counts_each_answer(
    office: Office, group: CourseGroup
) -> None:
    phone = client_of("sunita")
    address = phone.post(f"/learn/groups/{group.pk}/skies").headers["Location"]

    page = phone.get(address).content.decode()
    *_others, answered = (
        phone.post(
            address,
            {"key": str(uuid4()), "sky": sky, "wishes": ["slower", "talk"]},
        )
        for sky in ("glad", "glad", "so-so", "glad", "glad")
    )
    none = phone.post(address, {"key": str(uuid4())})

    assert "pictures/glad.svg" in page
    assert answered.headers["Location"] == f"{address}?kept=yes"
    assert none.status_code == 422
    assert "/sign-in" in phone.get("/learn/").headers["Location"]
    assert smiles_of(group).skies[0] == (Sky.GLAD, 4)
    assert not SmileSheet.objects.exclude(made_by="sunita").exists()


def test_a_phone_opens_the_faces_for_four_hours_and_no_longer(
    office: Office, group: CourseGroup
) -> None:
    token = open_smiles(actor=office.sunita, group=group, at=NOW)

    assert smiles_with(token, at=NOW + timedelta(hours=3)) is not None
    assert smiles_with(token, at=NOW + timedelta(hours=4)) is None
    assert Client().get("/learn/skies/nothing-of-ours").status_code == 404


def test_a_day_to_come_is_refused_on_the_page(
    office: Office, group: CourseGroup
) -> None:
    given = {"key": str(uuid4()), "on": "2126-01-01", "glad": "5"}

    page = client_of("sunita").post(f"/learn/groups/{group.pk}/skies/paper", given)

    assert "This is still to come." in page.content.decode()
