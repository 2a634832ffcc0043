"""The caller's number and voice: sealed, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from payung.engines.sealed import StreamReader, open_field, unwrap
from payung.gateways.telephone import NewsKind
from payung.gateways.vault import FolderVault
from tests.gateways.telephone.sip.line import CALLER, Line, step
from tests.gateways.telephone.sip.strangers import Stranger


NEEDLES = (b"5550199", b"0005550199")


def test_the_number_reaches_the_application_sealed_to_the_team(line: Line) -> None:
    line.caller(talks=100)

    arrived = line.arrived().arrived
    assert arrived is not None
    assert arrived.wrap is not None
    assert arrived.number is not None
    secret = unwrap(arrived.wrap, line.team)
    assert open_field(secret, "contact.number", arrived.number) == CALLER


def test_a_message_lies_sealed_in_the_vault_and_opens_for_the_team_only(
    line: Line,
) -> None:
    caller = line.caller(talks=3500)

    left = line.wait(NewsKind.MESSAGE).voicemail
    assert left is not None
    assert left.wrap is not None
    assert caller.ends_well()
    secret = unwrap(left.wrap, line.team)
    with FolderVault(line.vault).open(left.file) as kept:
        sealed = kept.read()
        heard = b"".join(StreamReader(secret, left.file, kept).read(0, 100_000))
    assert len(sealed) == left.size
    assert heard.startswith(b"RIFF")
    # She spoke loudly; silence would be one and the same byte.
    assert len(set(heard[2000:2400])) > 10
    assert heard[2000:2400] not in sealed
    assert left.seconds >= 1


def test_a_number_that_was_withheld_is_not_taken_from_the_network(
    line: Line,
) -> None:
    line.caller("caller_withheld", talks=100)

    arrived = line.arrived().arrived
    assert arrived is not None
    assert arrived.withheld
    assert [arrived.number, arrived.wrap, arrived.token] == [None, None, ""]


def test_what_the_network_asserts_counts_more_than_what_a_telephone_says(
    line: Line,
) -> None:
    line.caller("caller_asserted", talks=100)

    arrived = line.arrived().arrived
    assert arrived is not None
    assert arrived.wrap is not None
    assert arrived.number is not None
    secret = unwrap(arrived.wrap, line.team)
    assert open_field(secret, "contact.number", arrived.number) == CALLER


def test_our_phone_learns_the_number_of_the_hotline_and_not_the_callers(
    line: Line,
) -> None:
    phone = line.phone("phone_presses_one", more=("-trace_msg",))
    line.plan(step(phone))

    caller = line.caller()

    assert [caller.ends_well(), phone.ends_well()] == [True, True]
    seen = b"".join(file.read_bytes() for file in phone.folder.glob("*messages.log"))
    assert b"sip:5550100@" in seen
    assert not any(needle in seen for needle in NEEDLES)


def test_the_number_is_in_no_file_whatever_goes_wrong(tmp_path: Path) -> None:
    with Line(tmp_path) as line:
        line.restart_with_plans()
        for wrong in _wrong_messages(line.port):
            with Stranger(line.port) as stranger:
                stranger.say(wrong)
        busy, phone = line.phone("phone_busy"), line.phone("phone_presses_one")
        line.plan(step(busy), step(phone))
        caller = line.caller()
        assert [caller.ends_well(), phone.ends_well()] == [True, True]
        line.ended()
        with Stranger(line.port) as stranger:
            before = line.rows("arrived")
            stranger.say(stranger.request("INVITE", who=CALLER))
            line.until_row(NewsKind.ARRIVED, before + 1)
            line.kill()
        line.start()

        line.until_row(NewsKind.ENDED)

        line.stop()
        places = (line.run, line.vault, tmp_path / "stderr.txt")
        files = [file for place in places for file in _files(place)]
        assert any(file.name == "journal.sqlite3" for file in files)
        assert (tmp_path / "stderr.txt").read_text()  # something was said all the same
        found = [f.name for f in files if _has_needle(f.read_bytes())]
        assert found == []


def _has_needle(data: bytes) -> bool:
    return any(needle in data for needle in NEEDLES)


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [file for file in place.rglob("*") if file.is_file()]


def _wrong_messages(port: int) -> list[str]:
    """Return messages that sippy is surprised by, each with the number in it."""
    with Stranger(port, dials="5550299") as stranger:
        whole = stranger.request("INVITE", who=CALLER)
        again = stranger.request("INVITE", who=CALLER)
        third = stranger.request("INVITE", who=CALLER)
    return [
        whole.replace("CSeq: 1 INVITE", "CSeq: one INVITE"),
        whole.replace("Content-Length: 0", "Content-Length: 900"),
        whole.replace("Max-Forwards: 70", "Max-Forwards: many"),
        whole.replace("Contact: <sip:", "Contact: <tel:"),
        again.replace("Via: SIP/2.0/UDP", "Via: nothing"),
        again.replace("INVITE sip:", "INVITE nothing:"),
        third.replace("From: ", "From: <<<"),
        "SIP/2.0 99 " + whole.partition(" ")[2],
        "SIP/2.0 200 OK\r\n" + whole.partition("\r\n")[2],
        f"INVITE {CALLER}\r\n\r\n" + "x" * 40,
        whole.replace("Contact:", "Contact: <sip:a@b;transport=SCTP>\r\nX:"),
    ]


def test_a_file_that_sounds_like_nothing_is_no_proof() -> None:
    # The needle test above looks for digits; this shows that it would find them.
    assert _has_needle(b"... <sip:+0005550199@127.0.0.1> ...")
