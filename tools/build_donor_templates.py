"""Build the Word templates of the donors quarter_short and five_objectives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tools.build_brief_template import script


HERE = Path(__file__).parents[1]
FOLDER = HERE / "src/payung/programme/objectives/reports/donors"
WIDE = 174
GREEN, AMBER = RGBColor(0x0B, 0x5F, 0x5A), RGBColor(0x8A, 0x4B, 0x08)
QUIET = RGBColor(0x56, 0x63, 0x5F)
TITLES = (("Title", 17.0), ("Heading 1", 15.0), ("Heading 2", 12.0))


def build() -> None:
    """Write both templates; running it again writes the same words."""
    _written("quarter_short", _short)
    _written("five_objectives", _by_objective)


def _written(name: str, body: Callable[[Any], None]) -> None:
    document = Document()
    _styles(document)
    _head(document)
    body(document)
    _foot(document.sections[0].footer.paragraphs[0])
    about = document.core_properties
    about.author = about.title = about.comments = about.last_modified_by = ""
    about.created = about.modified = datetime(2026, 1, 1, tzinfo=UTC)
    document.save(str(FOLDER / f"{name}.docx"))


def _short(document: Any) -> None:
    """Write one table of all numbers, what changed, and what is left out; no drawing."""
    table = document.add_table(rows=6, cols=4)
    _widths(table, (84, 42, 24, 24))
    for column, cell in enumerate(table.rows[0].cells):
        _run(cell.paragraphs[0], f"{{{{ heads[{column}] }}}}", small=True, bold=True)
    _repeat(table.rows[0])
    table.rows[1].cells[0].text = "{%tr for s in sections %}"
    table.rows[2].cells[0].text = "{%tr for r in s.rows %}"
    name, result, target, before = table.rows[3].cells
    name.paragraphs[0].add_run("{{ r.name }}")
    _each(name, "m", "r.marks", AMBER)
    _if(name, "r.words", "{{ r.words }}")
    _run(result.paragraphs[0], "{{ r.result }}", bold=True)
    _if(result, "r.made_of", "{{ r.made_of }}")
    target.text, before.text = "{{ r.target }}", "{{ r.before }}"
    for row in (4, 5):
        table.rows[row].cells[0].text = "{%tr endfor %}"
    _rules(table)
    _lists(document, "changes", "left")
    _run(document.add_paragraph(), "{{ made }}", small=True)


def _by_objective(document: Any) -> None:
    """Begin each objective on a new page: its drawing, then each number with its words."""
    document.add_paragraph("{%p for s in sections %}")
    document.add_paragraph("{%p if loop.first %}")
    document.add_heading("{{ s.title }}", 1)
    document.add_paragraph("{%p else %}")
    heading = document.add_heading("{{ s.title }}", 1)
    heading.paragraph_format.page_break_before = True
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if s.picture %}")
    _run(document.add_paragraph(), "{{ s.chart_title }}", bold=True)
    _run(document.add_paragraph(), "{{ s.chart_how }}", small=True)
    document.add_paragraph("{{ s.picture }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for r in s.rows %}")
    document.add_heading("{{ r.name }}", 2)
    line = document.add_paragraph()
    _run(line, "{{ r.result }}", bold=True)
    _run(line, "{% if r.made_of %} · {{ r.made_of }}{% endif %}", small=True)
    facts = document.add_paragraph()
    # A name without its number at the foot of a page says nothing.
    line.paragraph_format.keep_with_next = True
    for number, field in ((2, "target"), (3, "before"), (4, "records")):
        between = "" if number == 2 else " · "
        _run(facts, f"{between}{{{{ heads[{number}] }}}}: ", small=True, bold=True)
        _run(facts, f"{{{{ r.{field} }}}}", small=True)
    document.add_paragraph("{%p for m in r.marks %}")
    _run(document.add_paragraph(), "{{ m }}", small=True, colour=AMBER)
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p if r.words %}")
    document.add_paragraph("{{ r.words }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    _stories(document)
    _lists(document, "changes", "left")
    document.add_heading("{{ made_title }}", 2)
    document.add_paragraph("{{ made }}")


def _stories(document: Any) -> None:
    document.add_paragraph("{%p if stories %}")
    heading = document.add_heading("{{ stories_title }}", 1)
    heading.paragraph_format.page_break_before = True
    document.add_paragraph("{%p for one in stories %}")
    _run(document.add_paragraph(), "{{ one.statement }}", bold=True)
    document.add_paragraph("{%p for part in one.parts %}")
    _run(line := document.add_paragraph(), "{{ part[0] }}: ", bold=True)
    line.add_run("{{ part[1] }}")
    for _inner in range(2):
        document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")


def _lists(document: Any, *names: str) -> None:
    for name in names:
        document.add_heading(f"{{{{ {name}_title }}}}", 2)
        document.add_paragraph(f"{{%p for one in {name} %}}")
        document.add_paragraph("{{ one }}", style="List Bullet")
        document.add_paragraph("{%p endfor %}")


def _styles(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm((210 - WIDE) / 2)
    page.top_margin = page.bottom_margin = Mm(16)
    styles = document.styles
    for name in ("Normal", "List Bullet"):
        script(styles[name], 10, bold=False)
    for name, size in TITLES:
        script(styles[name], size, bold=True)
        styles[name].font.color.rgb = GREEN
    for name in ("Normal", "List Bullet", "Heading 2"):
        styles[name].paragraph_format.space_after = Pt(3)
    # The blue rule under a title is the one of python-docx, and not ours.
    under = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if under is not None:
        styles["Title"].element.pPr.remove(under)


def _head(document: Any) -> None:
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ subtitle }}")
    line = document.add_paragraph("{{ version }}")
    _run(line, "{% if draft %} · {{ draft }}{% endif %}", bold=True, colour=AMBER)
    document.add_paragraph("{%p if summary %}")
    document.add_heading("{{ summary_title }}", 2)
    document.add_paragraph("{{ summary }}")
    document.add_paragraph("{%p endif %}")


def _foot(paragraph: Any) -> None:
    """Write the foot: of when the numbers are, and the page."""
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(WIDE), WD_TAB_ALIGNMENT.RIGHT)
    _run(paragraph, "{{ foot }}\t", small=True)
    run = _run(paragraph, "", small=True)
    for kind in ("begin", "", "end"):
        piece = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            piece.set(qn("w:fldCharType"), kind)
        else:
            piece.text = "PAGE"
        run._element.append(piece)


def _each(cell: Any, one: str, listed: str, colour: RGBColor) -> None:
    cell.add_paragraph(f"{{%p for {one} in {listed} %}}")
    _run(cell.add_paragraph(), f"{{{{ {one} }}}}", small=True, colour=colour)
    cell.add_paragraph("{%p endfor %}")


def _if(cell: Any, field: str, words: str) -> None:
    cell.add_paragraph(f"{{%p if {field} %}}")
    _run(cell.add_paragraph(), words, small=True)
    cell.add_paragraph("{%p endif %}")


def _run(
    paragraph: Any,
    words: str,
    *,
    small: bool = False,
    bold: bool = False,
    colour: RGBColor | None = None,
) -> Any:
    """Add words; complex scripts need their own signs for size and weight."""
    run = paragraph.add_run(words)
    run.bold = bold or None
    properties = run._element.get_or_add_rPr()
    if bold:
        properties.append(OxmlElement("w:bCs"))
    if small:
        run.font.size = Pt(8.5)
        size = OxmlElement("w:szCs")
        size.set(qn("w:val"), "17")
        properties.append(size)
    if colour or small:
        run.font.color.rgb = colour or QUIET
    return run


def _widths(table: Any, widths: tuple[int, ...]) -> None:
    table.autofit = False
    for column, width in enumerate(widths):
        # LibreOffice goes by the grid, Word by the cells.
        table.columns[column].width = Mm(width)
        for row in table.rows:
            row.cells[column].width = Mm(width)


def _repeat(row: Any) -> None:
    """Let the head stand on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _rules(table: Any) -> None:
    """Draw a line under each row; the order of the parts is that of the standard."""
    borders = OxmlElement("w:tblBorders")
    for name in ("w:bottom", "w:insideH"):
        edge = OxmlElement(name)
        for key, value in (("val", "single"), ("sz", "4"), ("color", "E4DFD4")):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    properties = table._tbl.tblPr
    properties.find(qn("w:tblLayout")).addprevious(borders)


if __name__ == "__main__":
    build()
