"""A photograph is kept because she lets it be kept: her no takes it away for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from payung.engines import sealed
from payung.gateways.vault import FakeVault, NoSuchFile
from payung.programme.cases.custody import download
from payung.programme.cases.custody_events import breaks_of
from payung.programme.cases.evidence import GivenFile, SameFile, add_evidence
from payung.programme.cases.keeping_files import NotAllowed
from payung.programme.cases.letting_go import is_kept
from payung.programme.cases.models import Case, Evidence
from payung.programme.consents.ages import say_age
from payung.programme.consents.deeds import give, postpone, refuse, withdraw
from payung.programme.consents.models import Age, Consent, How, Purpose
from payung.programme.consents.sweeping import sweep
from payung.programme.evidence.clearing import clear
from payung.programme.evidence.copying import make_working_copy
from payung.programme.people.actors import Actor
from payung.programme.reports.models import Report
from tests.cast import PASSPHRASE
from tests.programme.cases.conftest import Office, vault
from tests.programme.consents.conftest import NOW
from tests.programme.consents.test_starting import case_from_note
from tests.programme.evidence.conftest import a_photograph


__all__ = ["vault"]
PAPER = GivenFile(name="paper.pdf", shows="A paper", content=b"%PDF-1.4\nx\n%%EOF\n")


@pytest.fixture
def photo(office: Office, case: Case, vault: FakeVault) -> Evidence:
    """Keep a photograph with its working copy, because she said yes."""
    answer(give, office, case)
    given = GivenFile(name="arm.jpg", shows="Her arm", content=a_photograph())
    kept = add_evidence(
        actor=office.sunita, case=case, given=given, vault=vault, at=NOW
    )
    make_working_copy(actor=office.sunita, evidence=kept, vault=vault, at=NOW)
    return kept


def answer(
    say: Callable[..., Consent], office: Office, case: Case, **more: datetime
) -> None:
    """Write down what she says about photographs, papers and recordings."""
    how = How.SPOKEN
    about = {"actor": office.sunita, "case": case, "purpose": Purpose.EVIDENCE}
    say(**about, how=how, language="ne", at=NOW, **more)


def opens(actor: Actor, photo: Evidence, vault: FakeVault) -> bool:
    try:
        download(
            actor=actor, evidence=photo, vault=vault, at=NOW, start=0, stop=photo.size
        )
    except sealed.Refused:
        return False
    return True


def test_before_she_takes_it_back_it_opens(
    office: Office, photo: Evidence, vault: FakeVault
) -> None:
    assert opens(office.maya, photo, vault)


@pytest.mark.parametrize("said", ["withdrawn", "no", "later", "ended"])
def test_her_no_in_whatever_words_destroys_the_key_and_the_bytes_go(
    office: Office, case: Case, photo: Evidence, vault: FakeVault, said: str
) -> None:
    if said == "withdrawn":
        withdraw(actor=office.sunita, case=case, purpose=Purpose.EVIDENCE, at=NOW)
    elif said == "ended":
        answer(give, office, case, expires_at=NOW + timedelta(days=1))
        sweep(at=NOW + timedelta(days=2))
    else:
        answer({"no": refuse, "later": postpone}[said], office, case)
    removed = clear(vault)

    assert not is_kept(photo)
    assert [
        who.handle
        for who in (office.maya, office.sunita, office.anju)
        if opens(who, photo, vault)
    ] == []
    assert (removed, clear(vault)) == (2, 0)
    with pytest.raises(NoSuchFile):
        vault.open(photo.file)
    assert photo.custody.latest("number").kind == "let_go"
    assert breaks_of(photo) == ()


def test_after_her_no_nothing_is_taken_in_and_the_sentence_says_what_to_do(
    office: Office, case: Case, vault: FakeVault
) -> None:
    answer(refuse, office, case)

    with pytest.raises(NotAllowed) as refusal:
        add_evidence(actor=office.maya, case=case, given=PAPER, vault=vault, at=NOW)

    assert refusal.value.sentence.startswith("Nothing was kept.")
    assert "she said no to this" in refusal.value.sentence
    assert Evidence.objects.count() == 0


def test_who_was_not_asked_yet_may_have_a_file_kept(
    office: Office, case: Case, vault: FakeVault
) -> None:
    kept = add_evidence(actor=office.maya, case=case, given=PAPER, vault=vault, at=NOW)

    assert is_kept(kept)


def test_a_yes_given_anew_brings_nothing_back_and_the_same_file_is_explained(
    office: Office, case: Case, vault: FakeVault
) -> None:
    answer(give, office, case)
    first = add_evidence(
        actor=office.sunita, case=case, given=PAPER, vault=vault, at=NOW
    )
    withdraw(actor=office.sunita, case=case, purpose=Purpose.EVIDENCE, at=NOW)
    answer(give, office, case)

    assert not is_kept(first)
    with pytest.raises(SameFile) as refusal:
        add_evidence(actor=office.sunita, case=case, given=PAPER, vault=vault, at=NOW)
    assert "until she took her permission back" in refusal.value.sentence


def test_its_page_says_that_it_is_gone_and_offers_nothing_to_open(
    office: Office, case: Case, photo: Evidence
) -> None:
    withdraw(actor=office.sunita, case=case, purpose=Purpose.EVIDENCE, at=NOW)
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})
    of = (case.reference, photo.pk)

    page = client.get(reverse("case-file", args=of))

    assert "Its key is destroyed" in page.text
    assert "Let go of" in page.text
    assert "/get" not in page.text
    assert client.get(reverse("case-file-get", args=of)).status_code == 404
    assert client.post(reverse("case-file-check", args=of)).status_code == 404


def test_a_yes_after_the_no_of_her_note_keeps_what_was_kept_before_she_was_asked(
    office: Office, vault: FakeVault
) -> None:
    case = case_from_note(office, knowing=())
    kept = add_evidence(
        actor=office.sunita, case=case, given=PAPER, vault=vault, at=NOW
    )
    Report.objects.update(coded=with_answer(Report.objects.get(), "c_evidence", "no"))

    answer(give, office, case)

    assert is_kept(kept)
    assert Consent.objects.filter(case=case, purpose=Purpose.EVIDENCE).count() == 2


def test_the_question_warns_where_a_no_would_take_a_file_away(
    office: Office, case: Case, vault: FakeVault
) -> None:
    say_age(actor=office.sunita, case=case, age=Age.ADULT, at=NOW)
    client = Client()
    client.post("/sign-in", {"handle": "sunita", "passphrase": PASSPHRASE})
    number = list(Purpose).index(Purpose.EVIDENCE) + 1
    address = reverse("case-consent", args=(case.reference, number))

    before = client.get(address).text
    add_evidence(actor=office.sunita, case=case, given=PAPER, vault=vault, at=NOW)
    after = client.get(address).text

    warning = "No or later destroys what was kept for this."
    assert (warning in before, warning in after) == (False, True)


def with_answer(report: Report, question: str, said: str) -> dict[str, Any]:
    """Return what is coded of a note with another answer about her permissions."""
    return {**report.coded, "b_consent": {**report.coded["b_consent"], question: said}}
