"""A text and a missed call through a modem, the real worker between it and the data."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.battery.founding_of import COUNTRY, Founded, founded
from tests.battery.programs import ROOT, Program, until
from tests.gateways.messages.at_modem import AtModem, plugged_in
from tests.journeys.own_database import bytes_of, own_database
from tests.needles import bytes_of_folder, found


HERS, ANOTHER = "+12025550141", "+12025550142"
BELA, ALMA = "+12025550161", "+12025550162"
SAID = "Tchoukaline waits behind the yellow pump"
# Numbers that films may use, and words that nobody else writes here.
NEEDLES = ("2025550141", "2025550142", "2025550161", "2025550162")
WORDS = ("Tchoukaline", "yellow pump")
TAKEN = "Somebody else has this page. Thank you."
TAKE = re.compile(r"1 new page\. Answer 1 (\d{4}) to take it\.")


@dataclass(frozen=True, kw_only=True)
class ByModem:
    """A country whose line is a modem: the worker runs, Bela and Alma have phones."""

    country: Founded
    stick: AtModem
    folder: Path

    def receives(self, number: str, text: str) -> None:
        """Let somebody write to us now."""
        self.stick.receive(number, text, at=datetime.now(UTC))

    def told(self, number: str) -> list[str]:
        """Return the texts that have left for a number, the first first."""
        return [one.text for one in list(self.stick.sent) if one.number == number]

    def code_for(self, number: str) -> str:
        """Return the code that was last written to one of ours, "" before."""
        codes = [match[1] for text in self.told(number) if (match := TAKE.search(text))]
        return codes[-1] if codes else ""

    def contacts(self) -> list[dict[str, Any]]:
        """Return everybody who came in, as one of the team reads them."""
        read: list[dict[str, Any]] = self.country.asks("tests.journeys.modem_readings")
        return read

    def kept(self) -> bytes:
        """Return all that was written to a disk: data, temporary files, what is said."""
        ours = (self.country.data, self.folder / "tmp", self.folder / "said")
        files = (bytes_of_folder(each) for each in ours)
        return b"\0".join((*files, bytes_of(self.country.env["PAYUNG_DATABASE"])))


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ByModem]:
    """Give a country with its modem plugged in, and the worker at its work."""
    folder = tmp_path_factory.mktemp("by-modem")
    for name in ("tmp", "said"):
        (folder / name).mkdir()
    texts = {"bela": BELA, "alma": ALMA}
    with (
        plugged_in(folder) as stick,
        own_database() as database,
        founded(folder, texts=texts, database=database) as country,
    ):
        worker = Program(
            name="worker",
            command=[str(Path(sys.executable).with_name("payung")), "worker"],
            env={**country.env, **_surroundings(folder, stick)},
            out=folder / "said" / "worker.txt",
            folder=ROOT,
        )
        worker.start()
        try:
            yield ByModem(country=country, stick=stick, folder=folder)
        finally:
            worker.stop()


def _surroundings(folder: Path, stick: AtModem) -> dict[str, str]:
    channels = folder / "channels.toml"
    channels.write_text(
        f'[{COUNTRY}.sms]\nby = "modem"\nline = "direct"\ndevice = "{stick.path}"\n'
    )
    channels.chmod(0o600)
    return {
        "PAYUNG_HOTLINE": str(channels),
        "PAYUNG_COUNTRIES": str(_calls_back_at_any_hour(folder / "countries")),
        "TMPDIR": str(folder / "tmp"),
    }


def _calls_back_at_any_hour(packs: Path) -> Path:
    """Return the packs, without the hours of the night: a test runs at any of them."""
    shutil.copytree(ROOT / "src/payung/countries", packs)
    rules = packs / COUNTRY / "hotline.toml"
    lines = rules.read_text().splitlines()
    kept = [one for one in lines if not one.startswith(("not_from", "not_until"))]
    assert len(kept) == len(lines) - 2
    rules.write_text("\n".join(kept))
    return packs


def test_a_text_is_answered_and_taken_with_a_code_by_text(line: ByModem) -> None:
    line.receives(HERS, SAID)

    until(lambda: line.told(HERS) != [], "she is answered")
    until(lambda: line.code_for(BELA) != "", "the paralegal is asked")
    # Nobody has taken it for a while: her backup is asked too.
    until(lambda: line.code_for(ALMA) != "", "the backup is asked")
    line.receives(BELA, f"1 {line.code_for(BELA)}")
    line.receives(ALMA, f"1 {line.code_for(ALMA)}")
    until(lambda: TAKEN in line.told(ALMA), "whoever came second is told")

    assert line.told(HERS) == ["Thank you. We will ring you."]
    assert TAKEN not in line.told(BELA)
    [hers] = [one for one in line.contacts() if one["channel"] == "sms"]
    assert (hers["state"], hers["owner"]) == ("owned", "bela")
    assert (hers["number"], hers["text"]) == (HERS, SAID)
    assert line.stick.kept() == 0
    kept = line.kept()
    assert hers["reference"].encode() in kept
    assert found((*NEEDLES, *WORDS), kept) == []


def test_a_missed_call_is_rejected_and_is_to_be_rung_back(line: ByModem) -> None:
    asked = len(line.told(BELA))

    line.stick.ring(ANOTHER)

    until(lambda: line.stick.hung_up_after != [], "the modem hangs up")
    until(lambda: len(line.told(BELA)) > asked, "the paralegal is told")
    assert line.told(BELA)[-1] == "1 page waits for you. Open it soon."
    [missed] = [one for one in line.contacts() if one["channel"] == "missed_call"]
    assert (missed["state"], missed["owner"]) == ("call_back", "bela")
    assert missed["due"] is True
    assert (missed["number"], missed["text"]) == (ANOTHER, "")
    kept = line.kept()
    assert missed["reference"].encode() in kept
    assert found((*NEEDLES, *WORDS), kept) == []
