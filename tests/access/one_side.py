"""A second case, lent and with somebody aside, with a note for staff and a mask."""

from __future__ import annotations

from datetime import timedelta

from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.lending.loans import NewLoan, lend_case
from payung.programme.cases.lending.stepping_aside import step_aside
from payung.programme.cases.models import (
    Case,
    Conflict,
    ForWhom,
    Masked,
    MaskReason,
    NoteKind,
)
from payung.programme.cases.staff_notes.keeping import write_staff_note
from payung.programme.cases.staff_notes.masking import Where, mask_words
from payung.programme.people.actors import Actor
from payung.programme.people.models import Person, Team
from payung.programme.people.roles import Role
from tests.access.one_case import OneCase
from tests.cast import THEN, Part, account, as_actor


A_DAY = timedelta(days=1)


def one_side(team: Team, actor: Actor) -> OneCase:
    """Lend a case to two people of no team; one of them steps aside."""
    new = NewCase(team=team, title="Another invented title")
    case = open_case(actor=actor, new=new, at=THEN)
    borrowers = [
        account(Part(handle=handle, country="np", roles=(Role.ATTORNEY,)))
        for handle in ("borrower", "cousin")
    ]
    loans = []
    for person in borrowers:
        lent = NewLoan(person=person, until=THEN + A_DAY)
        case = Case.objects.get(pk=case.pk)
        member = as_actor(Person.objects.get(pk=actor.person_id))
        loans.append(lend_case(actor=member, case=case, new=lent, at=THEN))
    step_aside(
        actor=as_actor(borrowers[1]), case=case, reason=Conflict.RELATIVE, at=THEN
    )
    case = Case.objects.get(pk=case.pk)
    member = as_actor(Person.objects.get(pk=actor.person_id))
    note = write_staff_note(
        actor=member,
        case=case,
        kind=NoteKind.OTHER,
        for_whom=ForWhom.TEAM,
        text="An invented note",
        at=THEN,
    )
    [mask] = mask_words(
        actor=member,
        case=case,
        where=Where(part=Masked.TITLE),
        words="title",
        reason=MaskReason.MISTAKE,
        at=THEN,
    )
    one: dict[str, object] = {"reference": case.reference}
    names = ("side", "aside", "lend", "staff-notes", "masks")
    return OneCase(
        arguments={f"case-{name}": one for name in names}
        | {
            "case-aside-back": one | {"handle": "cousin"},
            "case-lend-longer": one | {"loan_id": loans[0].pk},
            "case-lend-over": one | {"loan_id": loans[0].pk},
            "case-staff-note": one | {"note_id": note.pk},
            "case-mask-lift": one | {"mask_id": mask.pk},
            "case-mask-remove": one | {"mask_id": mask.pk},
        },
        posts={"case-mask-remove": {"sure": "yes"}},
    )
