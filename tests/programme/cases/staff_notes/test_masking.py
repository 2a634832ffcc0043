"""Needless words are masked, then removed; that it was done can always be seen."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from payung.engines import sealed
from payung.programme.cases.actions import NewCase, open_case
from payung.programme.cases.models import (
    Case,
    ForWhom,
    Mask,
    Masked,
    MaskReason,
    NoteKind,
    TimelineEntry,
)
from payung.programme.cases.search import search_titles
from payung.programme.cases.showing import show_entry, show_part
from payung.programme.cases.staff_notes.keeping import (
    show_staff_note,
    write_staff_note,
)
from payung.programme.cases.staff_notes.mask_list import differ_from_journal
from payung.programme.cases.staff_notes.masking import (
    NotStanding,
    NotThere,
    Span,
    Where,
    lift_mask,
    mask_spans,
    mask_words,
    remove_words,
)
from payung.programme.journal.models import Entry
from payung.programme.people.access import NotHerRole
from payung.programme.people.actors import Actor
from tests.cast import PASSPHRASE
from tests.needles import bytes_of_database, found
from tests.programme.cases.conftest import NOW, Office, local


LATER = local(24, 9)
TITLE = Where(part=Masked.TITLE)


def masked(
    actor: Actor, case: Case, words: str, where: Where = TITLE
) -> tuple[Mask, ...]:
    return mask_words(
        actor=actor,
        case=case,
        where=where,
        words=words,
        reason=MaskReason.CHILD,
        at=NOW,
    )


def title(actor: Actor, case: Case) -> str:
    fresh = Case.objects.get(pk=case.pk)
    return show_part(actor=actor, case=fresh, part="title", at=NOW)


def sealed_title(actor: Actor, case: Case) -> str:
    """Return what lies in the envelope, whatever a page would cover."""
    fresh = Case.objects.get(pk=case.pk)
    secret = actor.unlocked.secret(fresh.record)
    assert fresh.title is not None
    return sealed.open_field(secret, "case.title", fresh.title)


def test_masked_words_are_blocks_for_all_but_the_coordinator(
    office: Office, named: Case
) -> None:
    masked(office.sunita, named, "Bishal, 9")

    assert title(office.sunita, named) == "Kamala and her son █████████"
    assert title(office.anju, named) == "Kamala and her son █████████"
    assert title(office.maya, named) == "Kamala and her son Bishal, 9"


def test_every_place_where_the_words_stand_is_masked(
    office: Office, named: Case, line: TimelineEntry
) -> None:
    where = Where(part=Masked.LINE, about=line.pk)

    masked(office.anju, named, "Bishal", where)

    shown = show_entry(actor=office.anju, case=named, entry_id=line.pk, at=NOW)
    assert shown == "██████ was at home. ██████ saw it."


def test_a_mask_covers_whole_signs_of_every_script(office: Office) -> None:
    new = NewCase(team=office.team, title="उनी र क्षमा")
    case = open_case(actor=office.sunita, new=new, at=NOW)
    cut = (Span(start=8, end=10),)

    mask_spans(
        actor=office.sunita,
        case=case,
        where=TITLE,
        spans=cut,
        reason=MaskReason.CHILD,
        at=NOW,
    )

    assert title(office.anju, case) == "उनी र █████"


def test_words_that_do_not_stand_there_are_not_masked(
    office: Office, named: Case
) -> None:
    with pytest.raises(NotThere) as refused:
        masked(office.sunita, named, "Sita")

    assert refused.value.field == "words"
    assert not Mask.objects.exists()


@pytest.mark.parametrize(
    ("start", "end"),
    [
        pytest.param(3, 3, id="nothing"),
        pytest.param(5, 2, id="backwards"),
        pytest.param(-1, 4, id="before the beginning"),
        pytest.param(20, 99, id="past the end"),
    ],
)
def test_a_place_that_is_not_in_the_text_is_refused(
    start: int, end: int, office: Office, named: Case
) -> None:
    with pytest.raises(NotThere):
        mask_spans(
            actor=office.maya,
            case=named,
            where=TITLE,
            spans=(Span(start=start, end=end),),
            reason=MaskReason.NOT_NEEDED,
            at=NOW,
        )


def test_nobody_finds_out_what_is_masked_by_masking_or_searching_for_it(
    office: Office, named: Case
) -> None:
    masked(office.sunita, named, "Bishal")

    with pytest.raises(NotThere):
        masked(office.anju, named, "Bishal")
    search = {"words": "bishal", "at": NOW}
    assert search_titles(actor=office.anju, **search).cases == ()  # type: ignore[arg-type]
    assert search_titles(actor=office.maya, **search).cases == (named,)  # type: ignore[arg-type]


def test_a_coordinator_lifts_a_mask_and_that_stays_in_the_list(
    office: Office, named: Case
) -> None:
    [mask] = masked(office.sunita, named, "Bishal")

    lift_mask(actor=office.maya, case=named, mask_id=mask.pk, at=LATER)

    assert title(office.anju, named) == "Kamala and her son Bishal, 9"
    kept = Mask.objects.get()
    assert (kept.by, kept.lifted_by, kept.lifted_at) == ("sunita", "maya", LATER)


def test_removed_words_are_gone_for_the_coordinator_too(
    office: Office, named: Case
) -> None:
    before = bytes(Case.objects.get().title.data)
    [mask] = masked(office.sunita, named, "Bishal, 9")

    remove_words(actor=office.maya, case=named, mask_id=mask.pk, at=LATER)

    assert title(office.maya, named) == "Kamala and her son █████████"
    assert sealed_title(office.maya, named) == "Kamala and her son █████████"
    after = Case.objects.get().title
    assert after is not None
    assert bytes(after.data) != before


def test_other_masks_stay_in_their_place_when_words_are_removed(
    office: Office, named: Case
) -> None:
    [first] = masked(office.sunita, named, "Kamala")
    masked(office.sunita, named, "9")

    remove_words(actor=office.maya, case=named, mask_id=first.pk, at=LATER)

    assert sealed_title(office.maya, named) == "██████ and her son Bishal, 9"
    assert title(office.anju, named) == "██████ and her son Bishal, █"


@pytest.mark.parametrize("deed", [lift_mask, remove_words])
def test_only_a_coordinator_lifts_or_removes(
    deed: object, office: Office, named: Case
) -> None:
    [mask] = masked(office.sunita, named, "Bishal")

    with pytest.raises(NotHerRole):
        deed(  # type: ignore[operator]
            actor=office.sunita, case=named, mask_id=mask.pk, at=LATER
        )

    assert sealed_title(office.maya, named) == "Kamala and her son Bishal, 9"


def test_what_was_lifted_is_not_removed_and_what_was_removed_not_lifted(
    office: Office, named: Case
) -> None:
    [one] = masked(office.sunita, named, "Bishal")
    [two] = masked(office.sunita, named, "Kamala")
    lift_mask(actor=office.maya, case=named, mask_id=one.pk, at=LATER)
    remove_words(actor=office.maya, case=named, mask_id=two.pk, at=LATER)

    for deed, mask in ((remove_words, one), (lift_mask, two), (remove_words, two)):
        with pytest.raises(NotStanding):
            deed(actor=office.maya, case=named, mask_id=mask.pk, at=LATER)


def test_the_journal_tells_place_and_length_and_never_the_words(
    office: Office, named: Case
) -> None:
    [mask] = masked(office.sunita, named, "Bishal")
    remove_words(actor=office.maya, case=named, mask_id=mask.pk, at=LATER)

    entry = Entry.objects.get(kind="case.masked")
    assert entry.details == {
        "mask": str(mask.pk),
        "part": "title",
        "start": 19,
        "length": 6,
        "reason": "child",
    }
    assert Entry.objects.filter(kind="case.words_removed").count() == 1
    assert found(["Bishal", "Kamala"], bytes_of_database()) == []


def test_a_mask_changed_added_or_deleted_by_hand_shows(
    office: Office, named: Case
) -> None:
    [one] = masked(office.sunita, named, "Bishal")
    [two] = masked(office.sunita, named, "Kamala")
    [three] = masked(office.sunita, named, "son")
    lift_mask(actor=office.maya, case=named, mask_id=three.pk, at=LATER)
    assert differ_from_journal(named) == ()

    Mask.objects.filter(pk=one.pk).update(end=20)
    assert differ_from_journal(named) == (str(one.pk),)
    Mask.objects.filter(pk=one.pk).update(end=25)
    Mask.objects.filter(pk=two.pk).delete()
    assert differ_from_journal(named) == (str(two.pk),)
    Mask.objects.filter(pk=three.pk).update(lifted_at=None, lifted_by="")
    assert differ_from_journal(named) == tuple(sorted([str(two.pk), str(three.pk)]))


def test_words_of_a_note_for_staff_can_be_masked(office: Office, named: Case) -> None:
    note = write_staff_note(
        actor=office.sunita,
        case=named,
        kind=NoteKind.DANGER,
        for_whom=ForWhom.TEAM,
        text="The neighbour Bishal talks",
        at=NOW,
    )

    masked(office.sunita, named, "Bishal", Where(part=Masked.STAFF_NOTE, about=note.pk))

    shown = show_staff_note(actor=office.anju, case=named, note_id=note.pk, at=NOW)
    assert shown == "The neighbour ██████ talks"


def signed_in(handle: str) -> Client:
    client = Client()
    client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    return client


def test_the_page_masks_lists_and_shows_blocks(
    office: Office, named: Case, line: TimelineEntry
) -> None:
    sunita, address = signed_in("sunita"), reverse("case-masks", args=[named.reference])
    given = {"where": f"line.{line.pk}", "words": "Bishal", "reason": "child"}

    answer = sunita.post(address, given)

    page = sunita.get(address).text
    shown = sunita.post(
        reverse("case-line", args=[named.reference, line.pk]),
        headers={"accept": "text/plain"},
    ).text
    assert answer.status_code == 302
    assert page.count("They name a child · 6 characters") == 2
    assert "Bishal" not in page
    assert shown == "██████ was at home. ██████ saw it."
    assert "Lift it" not in page
    assert "Lift it" in signed_in("maya").get(address).text


def test_the_page_says_where_the_words_do_not_stand_and_keeps_what_was_typed(
    office: Office, named: Case
) -> None:
    address = reverse("case-masks", args=[named.reference])
    given = {"where": "title", "words": "Sita", "reason": "child"}

    answer = signed_in("sunita").post(address, given)

    assert answer.status_code == 422
    assert "Copy them exactly as they are written." in answer.text
    assert 'value="Sita"' in answer.text
