"""Every template of every pack fills, with a whole case and with nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml.ns import qn
from lxml import etree

from payung.engines.packs import load
from payung.engines.papers import FIELDS, Origin, Values, fields_of, fill
from payung.engines.papers._fonts import FACES
from tests.engines.papers.word_files import (
    COUNTRIES,
    FILES,
    parts_of,
    shipped,
    text_of,
)


CODES = {
    "bail",
    "habeas_corpus",
    "complaint_station",
    "complaint_internal",
    "complaint_rights",
    "authority",
    "arrest_memo",
}
FLAGS = ("late", "runs", "suspended", "to_verify", "kept", "done", "unsure")
LIMIT = {
    "name": "Before a judge",
    "due": "23 November 2026, 22:10",
    "late_hours": "5",
    "late_minutes": "20",
    **dict.fromkeys(FLAGS, False),
    "late": True,
}
EXAMPLE: Values = {
    **{name: f"[{name}]" for name, one in FIELDS.items() if not one.columns},
    "steps": ({"what": "Spoke with a lawyer", "when": "23 November 2026, 09:00"},),
    "pauses": ({"what": "Journey to court", "began_at": "1", "ended_at": "2"},),
    "clocks": (LIMIT,),
    "breaches": (LIMIT,),
}


def ids(path: Path) -> str:
    return f"{path.parts[-3]}/{path.name}"


def test_every_country_has_the_seven_papers_in_every_language() -> None:
    found = {(path.parts[-3], *path.name.split(".")[:2]) for path in FILES}

    wanted = {
        (code, paper, language)
        for code in ("bd", "id", "mm", "np", "xx")
        for paper in CODES
        for language in load(COUNTRIES / code).languages
    }
    assert found == wanted
    assert len(found) == 70


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_a_template_fills_with_a_whole_case_and_with_nothing(path: Path) -> None:
    template = shipped(path)

    whole, bare = fill(template, EXAMPLE), fill(template, {})

    assert whole.missing == ()
    said = text_of(whole.content)
    shown = [
        name
        for name in fields_of(template)
        if name in EXAMPLE and f"[{name}]" not in said and not FIELDS[name].columns
    ]
    # The later moment stands only where the moment is not known exactly; it is here.
    assert shown == []
    assert "{{" not in said
    assert "{%" not in said
    assert bare.missing
    assert "[" not in text_of(bare.content).replace("[]", "")


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_a_file_is_small_and_names_nobody(path: Path) -> None:
    parts = parts_of(path.read_bytes())

    assert path.stat().st_size < 15_000
    assert [name for name in parts if "docProps" in name or "custom" in name] == []


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name.split(".")[1] in FACES], ids=ids
)
def test_every_style_names_the_typeface_of_its_script(path: Path) -> None:
    face = FACES[path.name.split(".")[1]]
    styles = etree.fromstring(parts_of(path.read_bytes())["word/styles.xml"])

    faces = {
        fonts.get(qn("w:cs"))
        for style in styles.findall(qn("w:style"))
        for fonts in style.iter(qn("w:rFonts"))
    }

    assert faces == {face}


@pytest.mark.parametrize("path", FILES, ids=ids)
def test_the_line_about_the_lawyer_heads_the_page_and_goes_when_one_has_checked(
    path: Path,
) -> None:
    template = shipped(path)

    draft = fill(template, {"draft_line": "No lawyer has checked it."})
    checked = fill(template, {"draft_line": ""})

    assert text_of(draft.content).startswith("No lawyer has checked it.")
    assert "No lawyer" not in text_of(checked.content)
    assert "draft_line" not in checked.missing


def test_the_list_for_the_station_names_nobody_anywhere() -> None:
    names = {
        name
        for path in FILES
        if path.name.startswith("arrest_memo")
        for name in fields_of(shipped(path))
    }

    assert {n for n in names if n in FIELDS and FIELDS[n].origin is Origin.PERSON} == (
        set()
    )


def test_every_paper_of_myanmar_but_the_list_is_for_the_attorney_alone() -> None:
    papers = load(COUNTRIES / "mm").papers

    open_to_all = [paper.code for paper in papers if not paper.attorney_only]

    assert open_to_all == ["arrest_memo"]
    assert {paper.purpose for paper in papers} == {"c_attorney", "c_service"}


def test_no_paper_claims_that_a_lawyer_checked_it() -> None:
    for code in ("bd", "id", "mm", "np", "xx"):
        papers = load(COUNTRIES / code).papers

        assert {paper.verified_by for paper in papers} == {""}
        assert not any(paper.verified("en") for paper in papers)
        assert all(paper.confidence == "low" for paper in papers)
        assert set(papers.draft_line) == set(load(COUNTRIES / code).languages)
