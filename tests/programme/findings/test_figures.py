"""Counting by hand, hiding to the end, and who sees what."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from datetime import UTC, datetime

import pytest
from django.test import Client

from payung.engines.disclosure import Audience, Rules
from payung.programme.findings.audiences import MayNotReceive, rules_for
from payung.programme.findings.briefs import page_of
from payung.programme.findings.counting import Grain, tables_of, wait_of, who_of
from payung.programme.findings.models import Brief, StoredRelease
from payung.programme.findings.periods import Period, ending
from payung.programme.findings.printing import FontMissing, pdf_of
from payung.programme.findings.publishing import (
    LADDER,
    Figures,
    NotOverYet,
    OverlapsEarlier,
    figures_of,
    protect_on_ladder,
    release_figures,
)
from payung.programme.findings.word_file import word_of
from payung.programme.findings.wording import words
from payung.programme.places.packs import pack_of
from tests.cast import MAYA, OUTSIDER, PASSPHRASE, account, team_of
from tests.programme.findings.told import PERIOD, fact, frame, lists, note, year


AT = datetime(2026, 11, 25, tzinfo=UTC)
LANGUAGES = ["en", "bn", "id", "my", "ne"]


class Clerk:
    handle = "clerk"


def pages_in(pdf: bytes) -> int:
    told = subprocess.run(
        ["pdfinfo", "-"], input=pdf, capture_output=True, check=True
    ).stdout
    return int(re.findall(rb"Pages:\s+(\d+)", told)[0])


def figures_from(notes: list, audience: Audience = Audience.POLICE) -> Figures:  # type: ignore[type-arg]
    build = {
        g: tables_of(notes, lists(), frame(months=g.months, level=g.level))
        for g in LADDER
    }
    rung, tables = protect_on_ladder(build, 2, Rules(audience=audience))
    return Figures(
        country="np", audience=audience, period=PERIOD, rung=rung, tables=tables
    )


def test_five_acts_told_in_one_note_are_one_report() -> None:
    acts = [fact("eco_extort", "pol_station", area="NP-101") for _ in range(5)]

    tables = tables_of([note(*acts)], lists(), frame())

    assert dict(tables["months"].cells) == {("2026-10", "police"): 1}
    assert dict(tables["areas"].cells) == {("NP-101",): 1}
    assert dict(tables["kinds"].cells) == {("ECO",): 1}


def test_a_note_that_names_police_and_a_client_counts_for_police() -> None:
    both = note(fact("phy_beat", "client"), fact("phy_beat", "pol_station"))

    assert who_of(both, lists()) == "police"


@pytest.mark.parametrize(
    ("hours", "band"),
    [(3.0, "h3"), (3.1, "h24"), (48.0, "h48"), (49.0, "later"), (None, "unknown")],
)
def test_a_wait_falls_in_the_band_that_it_does_not_exceed(
    hours: float | None, band: str
) -> None:
    assert wait_of(hours) == band


def test_a_note_without_month_or_area_still_counts() -> None:
    tables = tables_of([note(fact("oth", "gang", month=""))], lists(), frame())

    assert dict(tables["months"].cells) == {("unknown", "others"): 1}
    assert dict(tables["areas"].cells) == {("unknown",): 1}


def test_where_districts_cannot_be_told_areas_are_joined() -> None:
    coarse = Grain(months=True, level=1)
    build = {coarse: tables_of(year("np"), lists(), frame(level=1))}

    rung, tables = protect_on_ladder(build, 2, Rules(audience=Audience.POLICE))

    assert rung == 0
    assert "NP-101" not in tables["areas"].dimensions[0].leaves()


def test_a_hidden_count_is_in_no_drawing_and_no_file() -> None:
    notes = [note(fact("eco_extort", "client", area="NP-101")) for _ in range(700)]
    notes += [note(fact("phy_beat", "client", area="NP-102")) for _ in range(4)]
    notes += [note(fact("lib_arrest", "client", area="NP-103")) for _ in range(600)]

    figures = figures_from(notes)
    page = page_of(
        figures, language="en", own_digits=False, asks=[], own_words="", at=AT
    )
    said = {row[0]: row[1] for row in (*page.kinds.table, *page.areas.table)}
    word = zipfile.ZipFile(io.BytesIO(word_of(page))).read("word/document.xml")

    assert figures.tables["areas"].shown.get(("NP-102",)) is None
    assert said["Physical violence"] == "hidden"
    assert ">4<" not in page.kinds.svg + page.areas.svg
    assert b">4<" not in word


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word(language: str) -> None:
    def keys(one: dict[str, object]) -> set[str]:
        return {
            f"{name}.{inner}"
            for name, value in one.items()
            for inner in (value if isinstance(value, dict) else [""])
        }

    assert keys(words(language)) == keys(words("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_brief_has_two_pages_and_markup_stays_text(language: str) -> None:
    page = page_of(
        figures_from(year("np")),
        language=language,
        own_digits=True,
        asks=["reason", "lawyer", "judge", "meet"],
        own_words="\n".join(["<b>#panic(1)</b> & more " * 5] * 3),
        at=AT,
    )

    pdf = pdf_of(page)

    assert pdf.startswith(b"%PDF")
    assert pages_in(pdf) == 2
    assert b"/Author" not in pdf


def test_a_missing_font_is_named(tmp_path: object) -> None:
    page = page_of(
        figures_from(year("np")),
        language="my",
        own_digits=False,
        asks=[],
        own_words="",
        at=AT,
    )

    with pytest.raises(FontMissing, match="fonts-noto-core"):
        pdf_of(page, folder=tmp_path)  # type: ignore[arg-type]


def test_myanmar_gives_the_police_nothing() -> None:
    with pytest.raises(MayNotReceive):
        rules_for(pack_of("mm"), Audience.POLICE)


@pytest.mark.django_db
def test_months_that_run_are_not_for_others() -> None:
    with pytest.raises(NotOverYet):
        release_figures(
            actor=Clerk(),
            country="np",
            period=ending("2026-11", 3),
            audience=Audience.POLICE,
            at=AT,
        )


@pytest.mark.django_db
def test_two_periods_that_share_months_do_not_both_leave() -> None:
    def out(period: Period) -> Figures:
        return release_figures(
            actor=Clerk(),
            country="np",
            period=period,
            audience=Audience.POLICE,
            at=AT,
        )

    out(ending("2026-10", 3))

    with pytest.raises(OverlapsEarlier):
        out(ending("2026-10", 6))
    assert StoredRelease.objects.filter(audience="police").count() == 6
    assert figures_of("np", Audience.POLICE, ending("2026-10", 3)).rung == 0


@pytest.mark.django_db
def test_a_brief_is_made_and_fetched_by_those_who_may_alone() -> None:
    team_of(MAYA)
    account(OUTSIDER)
    maya, outsider = Client(), Client()
    for client, handle in ((maya, "maya"), (outsider, "outsider")):
        client.post("/sign-in", {"handle": handle, "passphrase": PASSPHRASE})
    form = maya.get("/overview/brief/").context["form"]
    period = form.fields["period"].choices[0][0]
    given = {"period": period, "audience": "police", "language": "ne", "asks": "meet"}

    before = maya.post("/overview/brief/make", given)
    seen = {"make": "1", "seen": before.context["seen"]}
    made = maya.post("/overview/brief/make", given | seen)
    number = Brief.objects.get().pk
    pdf = maya.get(f"/overview/brief/{number}.pdf")

    assert before.status_code == 200
    assert made.status_code == 302
    assert pdf.content.startswith(b"%PDF")
    assert "brief-2" in pdf["Content-Disposition"]
    assert outsider.get(f"/overview/brief/{number}.pdf").status_code == 404
    assert outsider.get("/overview/").status_code == 200
