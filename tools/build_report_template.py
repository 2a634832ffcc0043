"""Build the Word template of the donor "general": objectives/reports/donors/general.docx."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tools.build_brief_template import script


HERE = Path(__file__).parents[1]
TARGET = HERE / "src/payung/programme/objectives/reports/donors/general.docx"
WIDTHS = (63, 43, 23, 22, 23)
GREEN, AMBER = RGBColor(0x0B, 0x5F, 0x5A), RGBColor(0x8A, 0x4B, 0x08)
QUIET = RGBColor(0x56, 0x63, 0x5F)


def build() -> None:
    """Write the template; running it again writes the same words."""
    document = Document()
    _styles(document)
    _head(document)
    document.add_paragraph("{%p for s in sections %}")
    document.add_heading("{{ s.title }}", 2)
    document.add_paragraph("{%p if s.picture %}")
    for words in ("chart_title", "chart_how"):
        line = document.add_paragraph()
        add = _bold if words == "chart_title" else _small
        add(line, f"{{{{ s.{words} }}}}")
        line.paragraph_format.keep_with_next = True
    picture = document.add_paragraph("{{ s.picture }}")
    picture.paragraph_format.keep_with_next = True
    document.add_paragraph("{%p endif %}")
    _table(document)
    document.add_paragraph("{%p endfor %}")
    _tail(document)
    _foot(document.sections[0].footer.paragraphs[0])
    about = document.core_properties
    about.author = about.title = about.comments = about.last_modified_by = ""
    about.created = about.modified = datetime(2026, 1, 1, tzinfo=UTC)
    document.save(str(TARGET))


def _styles(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(16)
    styles = document.styles
    script(styles["Normal"], 9.5, bold=False)
    script(styles["Title"], 17, bold=True)
    script(styles["Heading 2"], 12, bold=True)
    script(styles["List Bullet"], 9.5, bold=False)
    for name in ("Title", "Heading 2"):
        styles[name].font.color.rgb = GREEN
    for name in ("Normal", "List Bullet", "Heading 2"):
        styles[name].paragraph_format.space_after = Pt(3)
    styles["Heading 2"].paragraph_format.space_before = Pt(10)
    # The blue rule under a title is the one of python-docx, and not ours.
    under = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if under is not None:
        styles["Title"].element.pPr.remove(under)
    styles["Title"].paragraph_format.space_after = Pt(4)


def _foot(paragraph: Any) -> None:
    """Write the foot: of when the numbers are, and the page."""
    paragraph.style.paragraph_format.tab_stops.clear_all()
    paragraph.paragraph_format.tab_stops.add_tab_stop(
        Mm(sum(WIDTHS)), WD_TAB_ALIGNMENT.RIGHT
    )
    _small(paragraph, "{{ foot }}\t")
    for part, name in enumerate(("PAGE", "NUMPAGES")):
        if part:
            _small(paragraph, " / ")
        # A run for each piece, or LibreOffice forgets how small they are.
        for kind in ("begin", "", "end"):
            _small(paragraph, "")._element.append(_field(kind, name))


def _field(kind: str, name: str) -> Any:
    """Return one piece of a field that Word counts itself."""
    if kind:
        piece = OxmlElement("w:fldChar")
        piece.set(qn("w:fldCharType"), kind)
    else:
        piece = OxmlElement("w:instrText")
        piece.text = name
    return piece


def _head(document: Any) -> None:
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ subtitle }}")
    line = document.add_paragraph("{{ version }}")
    draft = line.add_run("{% if draft %} · {{ draft }}{% endif %}")
    draft.bold, draft.font.color.rgb = True, AMBER
    draft._element.rPr.append(OxmlElement("w:bCs"))
    document.add_paragraph("{%p if summary %}")
    document.add_heading("{{ summary_title }}", 2)
    document.add_paragraph("{{ summary }}")
    document.add_paragraph("{%p endif %}")


def _table(document: Any) -> None:
    """Write the table of a section: a head that repeats, and one row for each number."""
    table = document.add_table(rows=4, cols=5)
    table.autofit = False
    for column, width in enumerate(WIDTHS):
        # LibreOffice goes by the grid, Word by the cells.
        table.columns[column].width = Mm(width)
        for row in table.rows:
            row.cells[column].width = Mm(width)
        head = table.rows[0].cells[column].paragraphs[0]
        _small(head, f"{{{{ heads[{column}] }}}}", bold=True)
    _repeat(table.rows[0])
    table.rows[1].cells[0].text = "{%tr for r in s.rows %}"
    _whole(table.rows[2])
    cells = table.rows[2].cells
    _bold(cells[0].paragraphs[0], "{{ r.name }}")
    _small(cells[0].add_paragraph(), "{{ release_head }}: {{ r.release }}")
    cells[0].add_paragraph("{%p for m in r.marks %}")
    _small(cells[0].add_paragraph(), "{{ m }}", AMBER)
    cells[0].add_paragraph("{%p endfor %}")
    cells[0].add_paragraph("{%p if r.words %}")
    cells[0].add_paragraph("{{ r.words }}")
    cells[0].add_paragraph("{%p endif %}")
    result = cells[1].paragraphs[0]
    _bold(result, "{% if r.is_number %}{{ r.result }}{% endif %}")
    _small(result, "{% if not r.is_number %}{{ r.result }}{% endif %}")
    cells[1].add_paragraph("{%p if r.made_of %}")
    _small(cells[1].add_paragraph(), "{{ r.made_of }}")
    cells[1].add_paragraph("{%p endif %}")
    for column, name in enumerate(("target", "before"), start=2):
        cells[column].text = f"{{{{ r.{name} }}}}"
    _small(cells[4].paragraphs[0], "{{ r.records }}")
    _numbers_right(table)
    table.rows[3].cells[0].text = "{%tr endfor %}"
    _rule_below(table)


def _tail(document: Any) -> None:
    document.add_paragraph("{%p if stories %}")
    document.add_heading("{{ stories_title }}", 2)
    document.add_paragraph("{%p for one in stories %}")
    _bold(document.add_paragraph(), "{{ one.statement }}")
    document.add_paragraph("{%p for part in one.parts %}")
    _bold(line := document.add_paragraph(), "{{ part[0] }}: ")
    line.add_run("{{ part[1] }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
    for name in ("changes", "left"):
        document.add_heading(f"{{{{ {name}_title }}}}", 2)
        document.add_paragraph(f"{{%p for one in {name} %}}")
        document.add_paragraph("{{ one }}", style="List Bullet")
        document.add_paragraph("{%p endfor %}")
    document.add_heading("{{ made_title }}", 2)
    document.add_paragraph("{{ made }}")


def _bold(paragraph: Any, words: str) -> None:
    """Add bold words; complex scripts need their own sign for it."""
    run = paragraph.add_run(words)
    run.bold = True
    run._element.get_or_add_rPr().append(OxmlElement("w:bCs"))


def _small(
    paragraph: Any, words: str, colour: RGBColor = QUIET, *, bold: bool = False
) -> Any:
    """Add small words; complex scripts need their own signs for size and weight."""
    run = paragraph.add_run(words)
    run.font.size, run.font.color.rgb, run.bold = Pt(8), colour, bold or None
    properties = run._element.get_or_add_rPr()
    if bold:
        properties.append(OxmlElement("w:bCs"))
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), "16")
    properties.append(size)
    return run


def _numbers_right(table: Any) -> None:
    """Let numbers end under one another, and the lines of a cell stand close."""
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)
                if column:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _repeat(row: Any) -> None:
    """Let the head stand on every page, and on the same page as the first row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _rule_below(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for name in ("w:bottom", "w:insideH"):
        edge = OxmlElement(name)
        for key, value in (("val", "single"), ("sz", "4"), ("color", "E4DFD4")):
            edge.set(qn(f"w:{key}"), value)
        borders.append(edge)
    margins = OxmlElement("w:tblCellMar")
    for name in ("w:top", "w:bottom"):
        edge = OxmlElement(name)
        edge.set(qn("w:w"), "70")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    # The order is that of the standard; Word refuses another.
    properties = table._tbl.tblPr
    look, layout = (properties.find(qn(f"w:{n}")) for n in ("tblLook", "tblLayout"))
    for made in (borders, layout, margins):
        look.addprevious(made)


if __name__ == "__main__":
    build()
