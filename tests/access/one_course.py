"""One course with a group, questions and a certificate, for the access table."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from PIL import Image

from payung.programme.activities.categories import category
from payung.programme.learning.answering import NewTest, take_test
from payung.programme.learning.attendance import Came, write_attendance
from payung.programme.learning.bringing_in import bring_in
from payung.programme.learning.certificates import certify_person, print_copy
from payung.programme.learning.codes import Delivery, Entered, Level, TestKind
from payung.programme.learning.courses import NewVersion, write_version
from payung.programme.learning.groups import (
    NewEnrolment,
    NewGroup,
    days_of,
    enrol,
    plan_group,
)
from payung.programme.learning.material import set_picture, set_sound
from payung.programme.learning.models import Item, UseSheet
from payung.programme.learning.rounds import open_round
from payung.programme.learning.smiling import NewSmiles, keep_smiles, open_smiles
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from tests.access.one_case import OneCase
from tests.cast import THEN


TABLE = (
    b"code,language,question,right,option_1,option_2\nx,en,An invented one?,1,Yes,No\n"
)


def one_course(team: Team, coordinator: Actor) -> OneCase:
    """Let a team have given a course of one day to one person."""
    new = NewVersion(title="Invented", modules=("One",), pass_percent=60)
    version = write_version(
        actor=coordinator, code="rights", level=Level.KYR, new=new, at=THEN
    )
    bank = bring_in(
        actor=coordinator,
        code="basics",
        name="questions.csv",
        content=TABLE,
        languages=("en",),
        at=THEN,
    ).bank
    item = Item.objects.get(bank=bank)
    whole = {"actor": coordinator, "item": item, "option": None, "at": THEN}
    picture = set_picture(content=_picture(), **whole)  # type: ignore[arg-type]
    sound = set_sound(content=b"OggS invented", language="en", **whole)  # type: ignore[arg-type]
    start = THEN - timedelta(days=1)
    group = plan_group(
        actor=coordinator,
        new=NewGroup(
            team=team,
            version=version,
            bank=bank,
            language="en",
            days=((start, start + timedelta(hours=3)),),
        ),
        at=THEN,
    )
    enrol(
        actor=coordinator, group=group, new=NewEnrolment(category=category()), at=THEN
    )
    [day] = days_of(group)
    write_attendance(
        actor=coordinator,
        session=day,
        started=start,
        ended=start + timedelta(hours=3),
        came=Came(numbers=frozenset({1})),
        at=THEN,
    )
    certificate = certify_person(
        actor=coordinator,
        person=Person.objects.get(pk=coordinator.person_id),
        team=team,
        version=version,
        on=THEN.date(),
        at=THEN,
    )
    typed = NewTest(
        kind=TestKind.PRE,
        delivery=Delivery.TEXT,
        language="en",
        code="f" * 64,
        answers={item.pk: 1},
        entered=Entered.PAPER,
    )
    sheet = take_test(actor=coordinator, group=group, new=typed, at=THEN)
    skies = NewSmiles(
        key=uuid4(), on=THEN.date(), entered=Entered.PAPER, counts={"glad": 5}
    )
    heap = keep_smiles(actor=coordinator, group=group, new=skies, at=THEN)
    uses = UseSheet.objects.create(
        key=uuid4(),
        group=group,
        on=THEN.date(),
        asked=6,
        met=3,
        used=2,
        made_by=coordinator.handle,
    )
    copy = print_copy(actor=coordinator, certificate=certificate, at=THEN)
    one: dict[str, object] = {"group_id": group.pk}
    test = one | {"kind": "pre"}
    return OneCase(
        arguments={
            "learning-course": {"code": "rights"},
            "learning-questions": {"bank": bank.pk},
            "learning-item": {"item": item.pk},
            "learning-picture": {"picture": picture.pk},
            "learning-sound": {"sound": sound.pk},
            **dict.fromkeys(
                (
                    "learning-group",
                    "learning-enrol",
                    "learning-counted",
                    "learning-sheets",
                    "learning-skies",
                    "learning-skies-paper",
                    "learning-used",
                ),
                one,
            ),
            "learning-leave-out": one | {"number": 1},
            "learning-sheet": {"test_id": sheet.pk},
            "learning-sheet-out": {"test_id": sheet.pk},
            "learning-used-out": {"sheet_id": uses.pk},
            "learning-skies-out": {"sheet_id": heap.pk},
            "learning-skies-round": {
                "token": open_smiles(actor=coordinator, group=group, at=timezone.now())
            },
            **dict.fromkeys(("learning-test", "learning-test-paper"), test),
            "learning-certify": one | {"number": 1},
            "learning-day": {"session": day.pk},
            "learning-day-moved": {"session": day.pk},
            "learning-day-back": {"session": day.pk},
            "learning-certificate": {"certificate_id": certificate.pk},
            "learning-check": {"token": copy.token},
            "learning-round": {
                "token": open_round(
                    actor=coordinator,
                    group=group,
                    kind=TestKind.PRE,
                    at=timezone.now(),
                )
            },
        },
        posts={},
    )


def _picture() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(written, format="PNG")
    return written.getvalue()
