"""Donors of our own, of an installation and of a country: what is found, what refused."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from payung.programme.objectives.reference_sheets import all_sheets, sheet_of
from payung.programme.objectives.reports.assembling import page_of
from payung.programme.objectives.reports.donor_words import (
    UnfitDonorFile,
    refuse_unfit_word,
)
from payung.programme.objectives.reports.donors_known import (
    FOLDER,
    NoSuchDonor,
    donor_mistakes,
    donor_of,
    donors,
    name_of_donor,
    template_path,
)
from payung.programme.objectives.reports.forms import NewReportForm
from payung.programme.objectives.reports.versions import start_report
from payung.programme.objectives.reports.word_file import word_of
from tests.cast import OFFICER, team_of
from tests.programme.objectives.reports.counted import (
    DUE,
    QUARTER,
    THEN,
    a_draft,
    a_quarter,
)


GENERAL = (FOLDER / "general.toml").read_text(encoding="utf-8")


@pytest.fixture
def here(settings: Any, tmp_path: Path) -> Path:
    """Return the donors' folder of an installation without any yet."""
    settings.DATA = tmp_path
    (tmp_path / "donors").mkdir()
    return tmp_path / "donors"


@pytest.fixture
def nepal(settings: Any, tmp_path: Path) -> Path:
    """Return the donors' folder of one country, and none of others."""
    settings.COUNTRIES = tmp_path / "countries"
    folder = tmp_path / "countries/np/donors"
    folder.mkdir(parents=True)
    return folder


def a_word_file(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def text_of(word: bytes) -> str:
    document = Document(io.BytesIO(word))
    cells = [
        cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
    ]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_three_donors_come_with_the_program_and_none_has_a_mistake(here: Path) -> None:
    assert list(donors()) == ["general", "five_objectives", "quarter_short"]
    assert donor_mistakes() == ()


def test_the_five_objectives_leave_out_only_how_the_work_runs() -> None:
    operations = {one.code for one in all_sheets() if one.objective == "operations"}

    asked = set(donor_of("five_objectives").indicators)

    assert asked == {one.code for one in all_sheets()} - operations


def test_the_short_report_has_a_dozen_numbers_of_the_first_four_objectives() -> None:
    asked = donor_of("quarter_short").indicators

    assert len(asked) == 12
    assert {str(sheet_of(code).objective) for code in asked} == {"1", "2", "3", "4"}


def test_an_installation_has_donors_of_its_own_in_its_data(here: Path) -> None:
    (here / "lake-fund.toml").write_text(GENERAL.replace("General donor", "Lake Fund"))

    assert donor_of("lake-fund").name["en"] == "Lake Fund report"
    assert "lake-fund" in donors("mm")


def test_an_own_file_of_the_same_name_comes_before_ours(here: Path) -> None:
    (here / "general.toml").write_text(GENERAL.replace("General donor", "Our donor"))

    assert donor_of("general").name["en"] == "Our donor report"


def test_the_donor_of_a_country_is_offered_in_no_other(nepal: Path) -> None:
    (nepal / "fund.toml").write_text(GENERAL)

    assert "np-fund" in donors("np")
    assert "np-fund" not in donors("mm")
    assert donor_of("np-fund").country == "np"


def test_a_language_without_a_name_has_the_english_one(here: Path) -> None:
    name = '[name]\nen = "Lake Fund"\n'
    start, end = GENERAL.index("[name]"), GENERAL.index("# Identifiers")
    (here / "lake.toml").write_text(GENERAL[:start] + name + GENERAL[end:])

    assert donor_of("lake").name["ne"] == "Lake Fund"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        pytest.param("[name]", "[nam]", "has no name.en", id="no name"),
        pytest.param("indicators = []", "", "has no indicators", id="no indicators"),
        pytest.param(
            "indicators = []",
            'indicators = ["SS_OPENN"]',
            "asks for the indicator “SS_OPENN”",
            id="an indicator that is not there",
        ),
        pytest.param(
            '"general"', '"lake"', "there is no such Word file", id="no template"
        ),
        pytest.param(
            '"general"', '"../general"', "there is no such Word file", id="a way out"
        ),
        pytest.param(
            "started_on = 2026-01-01",
            'started_on = "soon"',
            "has no iati.started_on",
            id="no day",
        ),
        pytest.param("[iati]", "[iati", "cannot be read", id="no TOML"),
    ],
)
def test_a_file_that_cannot_be_used_is_left_out_and_a_sentence_says_why(
    here: Path, before: str, after: str, said: str
) -> None:
    (here / "lake.toml").write_text(GENERAL.replace(before, after, 1))

    [mistake] = donor_mistakes()

    assert mistake.startswith("lake.toml ")
    assert said in mistake
    with pytest.raises(NoSuchDonor):
        donor_of("lake")
    assert name_of_donor("lake", "en") == "lake"


def test_a_name_too_long_for_the_row_of_a_report_is_refused(here: Path) -> None:
    (here / f"{'l' * 25}.toml").write_text(GENERAL)

    [mistake] = donor_mistakes()

    assert "at most 24 signs" in mistake


def test_a_file_that_was_mended_is_read_again_without_a_restart(here: Path) -> None:
    path = here / "lake.toml"
    path.write_text(GENERAL.replace("[iati]", "[iati"))
    os.utime(path, (1, 1))
    assert len(donor_mistakes()) == 1

    path.write_text(GENERAL)
    os.utime(path, (2, 2))

    assert donor_mistakes() == ()
    assert "lake" in donors()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.docx")), ids=lambda p: p.stem)
def test_our_own_templates_ask_only_for_what_a_report_has(path: Path) -> None:
    refuse_unfit_word(path.name, path.read_bytes())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        pytest.param(
            ["{{ titel }}"],
            "asks for “titel”, which no report has. Write one of these: title.",
            id="a field that no report has",
        ),
        pytest.param(
            ["{%p for s in sections %}", "{{ s.nam }}", "{%p endfor %}"],
            "asks for “s.nam”, which no report has.",
            id="a field that no section has",
        ),
        pytest.param(
            ["{{ title.upper }}"],
            "asks for “title.upper”, which no report has.",
            id="a part of a text",
        ),
        pytest.param(
            ["{%p for s in sections %}", "{{ s.svg }}", "{%p endfor %}"],
            "asks for “s.svg”, which no report has.",
            id="the drawing itself",
        ),
        pytest.param(
            ["{%p for one in title %}", "{{ one }}", "{%p endfor %}"],
            "goes through “title”, which is no list.",
            id="no list",
        ),
        pytest.param(
            ["{{ title.__class__.__mro__ }}"],
            "which no report has.",
            id="the way into the program",
        ),
        pytest.param(
            ["{{ cycler() }}"], "does more than show a field.", id="something called"
        ),
        pytest.param(
            ["{% set a = title %}"], "does more than show a field.", id="a sum"
        ),
        pytest.param(
            ["{%p if title %}"], "has a tag that cannot be read", id="never closed"
        ),
    ],
)
def test_a_word_file_that_asks_for_more_is_refused_with_what_to_write(
    lines: list[str], said: str
) -> None:
    with pytest.raises(UnfitDonorFile) as refused:
        refuse_unfit_word("lake.docx", a_word_file(*lines))

    assert str(refused.value).startswith("lake.docx ")
    assert said in str(refused.value)


def test_a_field_in_the_foot_of_the_page_is_looked_at_as_well() -> None:
    document = Document()
    document.sections[0].footer.paragraphs[0].text = "{{ feet }}"
    kept = io.BytesIO()
    document.save(kept)

    with pytest.raises(UnfitDonorFile, match="asks for “feet”"):
        refuse_unfit_word("lake.docx", kept.getvalue())


def test_a_word_file_that_fetches_from_elsewhere_or_has_a_macro_is_refused() -> None:
    macro = io.BytesIO(a_word_file("{{ title }}"))
    with zipfile.ZipFile(macro, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    outside = io.BytesIO(a_word_file("{{ title }}"))
    link = (
        '<Relationships><Relationship Id="r9" Type="http://x/relationships/image" '
        'Target="http://x/y.png" TargetMode="External"/></Relationships>'
    )
    with zipfile.ZipFile(outside, "a") as archive:
        archive.writestr("word/_rels/more.xml.rels", link)

    for content in (macro.getvalue(), outside.getvalue(), b"no archive"):
        with pytest.raises(UnfitDonorFile):
            refuse_unfit_word("lake.docx", content)


def test_an_own_word_file_is_taken_before_ours_and_a_broken_one_is_named(
    here: Path,
) -> None:
    (here / "lake.toml").write_text(GENERAL.replace('"general"', '"lake"', 1))
    (here / "lake.docx").write_bytes(a_word_file("{{ titel }}"))
    assert "asks for “titel”" in donor_mistakes()[0]

    (here / "lake.docx").write_bytes(a_word_file("{{ title }}"))
    os.utime(here / "lake.docx", (2, 2))

    assert donor_of("lake").template == "lake"
    assert template_path("lake") == here / "lake.docx"


@pytest.mark.django_db
def test_a_report_is_printed_with_the_countrys_own_word_file(
    here: Path, settings: Any, tmp_path: Path
) -> None:
    # The packs themselves stay: only the folder of donors is added to a country.
    packs = tmp_path / "countries"
    packs.mkdir()
    for one in settings.COUNTRIES.iterdir():
        (packs / one.name).symlink_to(one)
    (packs / "np").unlink()
    (packs / "np").mkdir()
    for one in (settings.COUNTRIES / "np").iterdir():
        (packs / "np" / one.name).symlink_to(one)
    settings.COUNTRIES = packs
    folder = packs / "np/donors"
    folder.mkdir()
    (folder / "fund.toml").write_text(GENERAL.replace('"general"', '"fund"', 1))
    (folder / "fund.docx").write_bytes(
        a_word_file("Fund: {{ subtitle }}", "{{ foot }}")
    )
    _, [officer] = team_of(OFFICER)
    a_quarter()

    from payung.engines.indicators import parse_period

    version = start_report(
        actor=officer,
        donor="np-fund",
        period=parse_period(QUARTER),
        due_on=DUE,
        language="en",
        at=THEN,
    )
    word = word_of(page_of(version, own_digits=False), template=version.report.template)

    assert version.report.template == "np-fund"
    assert text_of(word).startswith("Fund: Nepal · ")


@pytest.mark.django_db
@pytest.mark.parametrize("template", ["quarter_short", "five_objectives"])
def test_every_template_tells_every_number_of_the_report(template: str) -> None:
    _, [officer] = team_of(OFFICER)
    a_quarter()
    page = page_of(a_draft(officer), own_digits=False)

    said = text_of(word_of(page, template=template))

    rows = [row for section in page.sections for row in section.rows]
    assert len(rows) > 3
    assert [row.name for row in rows if row.name not in said] == []
    assert [row.result for row in rows if row.result not in said] == []
    assert page.draft in said


@pytest.mark.django_db
def test_the_page_that_begins_a_report_says_which_file_was_left_out(
    here: Path,
) -> None:
    (here / "lake.toml").write_text(GENERAL.replace("[iati]", "[iati"))

    form = NewReportForm(country="np", today=DUE)

    assert "lake.toml cannot be read" in str(form.fields["donor"].help_text)
    assert "lake" not in dict(form.fields["donor"].choices)  # type: ignore[attr-defined]
