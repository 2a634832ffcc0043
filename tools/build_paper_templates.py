"""Write the first Word file of every paper from the drafts in tools/paper_drafts/.

    python -m tools.build_paper_templates              write those that are missing
    python -m tools.build_paper_templates --again np   write all of Nepal's anew

The Word file is what counts from then on: nothing that exists is written over unless
its country is named with --again, and then whatever a lawyer changed in it is lost.
"""

from __future__ import annotations

import argparse
import io
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from payung.engines.papers._fonts import FACES
from payung.engines.papers._inside import packed, parts_of, plain_parts


HERE = Path(__file__).parent / "paper_drafts"
COUNTRIES = Path(__file__).parents[1] / "src/payung/countries"
LATIN = "Noto Sans"
WORD_LANGUAGES = {"bn": "bn-BD", "id": "id-ID", "my": "my-MM", "ne": "ne-NP"}
STYLES = {
    "Normal",
    "Title",
    "Heading2",
    "ListNumber",
    "TableGrid",
    "Header",
    "Footer",
    "DefaultParagraphFont",
    "TableNormal",
    "NoList",
}
TRACKS = {
    "bail": "defence",
    "habeas_corpus": "defence",
    "complaint_station": "complaint",
    "complaint_internal": "complaint",
    "complaint_rights": "complaint",
}
DRAFT_LINE = {
    "en": "Draft made from a template that no lawyer has checked.",
    "bn": "খসড়া: যে ছাঁচ থেকে এটি তৈরি, কোনো আইনজীবী তা যাচাই করেননি।",
    "id": "Draf dari templat yang belum diperiksa oleh pengacara mana pun.",
    "my": "မူကြမ်း။ ဤပုံစံကို မည်သည့်ရှေ့နေမျှ မစစ်ဆေးရသေးပါ။",
    "ne": "मस्यौदा: यो नमूना कुनै कानुन व्यवसायीले जाँचेको छैन।",
}


def main() -> None:
    """Write what is missing, and say what was written."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--again", nargs="*", default=[], metavar="COUNTRY")
    again = set(asked.parse_args().again)
    for path in sorted(HERE.glob("??.toml")):
        for written in write_country(path.stem, again=path.stem in again):
            print(f"{written.stat().st_size:6} {written.relative_to(COUNTRIES)}")


def write_country(country: str, *, again: bool) -> Iterator[Path]:
    """Write the Word files and the list of one country; yield what was written."""
    draft = tomllib.loads((HERE / f"{country}.toml").read_text(encoding="utf-8"))
    papers = {
        code: said
        for code, said in draft.items()
        if isinstance(said, dict) and "purpose" in said
    }
    folder = COUNTRIES / country / "papers"
    folder.mkdir(exist_ok=True)
    for code in papers:
        for language in draft["languages"]:
            target = folder / f"{code}.{language}.docx"
            if again or not target.exists():
                target.write_bytes(word_file(lines_of(draft, code, language), language))
                yield target
    target = folder / "papers.toml"
    if again or not target.exists():
        target.write_text(listing(country, draft, papers), encoding="utf-8")
        yield target


def lines_of(draft: dict[str, Any], code: str, language: str) -> list[str]:
    """Return the lines of one paper with everything put in."""
    parts = sections((HERE / f"{language}.md").read_text(encoding="utf-8"))
    asks = tomllib.loads((HERE / "asks.toml").read_text(encoding="utf-8"))[language]
    own = draft[code].get(language, {})
    numbered = {
        "law": own.get("law", []),
        "asks": [*asks.get(code, []), *own.get("asks", [])],
    }
    note = draft.get(language, {}).get("note", "")
    put = {
        "title": [draft[code]["label"][language]],
        "note": [note] if note and code != "arrest_memo" else [],
        "to": own.get("to", []),
        "facts": parts["facts"],
        "sign": parts["sign"],
    } | {name: [f"1. {line}" for line in lines] for name, lines in numbered.items()}
    base = "complaint" if code.startswith("complaint") else code
    return [line for one in parts[base] for line in expanded(one, put)]


def sections(text: str) -> dict[str, list[str]]:
    """Return the lines under each @name."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith("@"):
            lines = found.setdefault(line[1:], [])
        elif line.strip():
            lines.append(line)
    return found


def expanded(line: str, put: dict[str, list[str]]) -> list[str]:
    """Return a line with its <<part>> put in; none where the part is empty."""
    found = re.search(r"<<(\w+)>>", line)
    if found is None:
        return [line]
    return [line.replace(found.group(), words) for words in put[found.group(1)]]


def word_file(lines: list[str], language: str) -> bytes:
    """Return the Word file of these lines: small, in this script, by nobody."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    page.top_margin = page.bottom_margin = Mm(22)
    set_styles(document, language)
    write_lines(document, lines)
    page.header.paragraphs[0].text = "{{ draft_line }}"
    page_number(page.footer.paragraphs[0])
    kept = io.BytesIO()
    document.save(kept)
    parts = plain_parts(parts_of("-", kept.getvalue()))
    parts["word/styles.xml"] = fewer_styles(parts["word/styles.xml"])
    return packed(parts)


def set_styles(document: Any, language: str) -> None:
    """Name the typeface for Latin and for the script of the language, with both sizes."""
    styles = document.styles
    sizes = {"Normal": 11, "Title": 16, "Heading 2": 12, "List Number": 11}
    for name, size in sizes.items():
        script(styles[name], size, language, bold=name in {"Title", "Heading 2"})
    script(styles["Header"], 9, language, bold=True)
    lead = 1.25 if language == "my" else 1.15
    for name in sizes:
        form = styles[name].paragraph_format
        form.line_spacing, form.space_after = lead, Pt(4)
    styles["Heading 2"].paragraph_format.space_before = Pt(10)
    styles["Heading 2"].paragraph_format.keep_with_next = True
    for name in ("Title", "Heading 2"):
        styles[name].font.color.rgb = None
        for line in styles[name].element.iter(qn("w:pBdr")):
            line.getparent().remove(line)
    assert styles["Table Grid"].type is WD_STYLE_TYPE.TABLE  # noqa: S101


def script(style: Any, size: float, language: str, *, bold: bool) -> None:
    """Give one style its faces and sizes, for Latin and for complex scripts."""
    style.font.name, style.font.size, style.font.bold = LATIN, Pt(size), bold
    props = style.element.get_or_add_rPr()
    fonts = props.get_or_add_rFonts()
    fonts.set(qn("w:cs"), FACES.get(language, LATIN))
    fonts.set(qn("w:eastAsia"), LATIN)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)
    for name in ("w:szCs", "w:bCs", "w:lang"):
        for old in props.findall(qn(name)):
            props.remove(old)
    if bold:
        props.append(OxmlElement("w:bCs"))
    half = OxmlElement("w:szCs")
    half.set(qn("w:val"), str(int(size * 2)))
    props.append(half)
    said = OxmlElement("w:lang")
    spoken = WORD_LANGUAGES.get(language, "en-GB")
    said.set(qn("w:val"), "en-GB" if language in FACES else spoken)
    said.set(qn("w:bidi"), spoken)
    props.append(said)


def write_lines(document: Any, lines: list[str]) -> None:
    """Write the lines as paragraphs; lines that begin with | become one table."""
    rows: list[str] = []
    for line in [*lines, ""]:
        if line.startswith(("|", "{%tr")):
            rows.append(line)
            continue
        if rows:
            write_table(document, rows)
            rows = []
        if line:
            write_line(document, line)
    # A signature alone on a page could be put under anything.
    for paragraph in document.paragraphs[-9:-1]:
        paragraph.paragraph_format.keep_with_next = True


def write_line(document: Any, line: str) -> None:
    """Write one line in the style its first signs ask for."""
    marks = {"# ": "Title", "## ": "Heading 2", "1. ": "List Number"}
    for mark, style in marks.items():
        if line.startswith(mark):
            document.add_paragraph(line.removeprefix(mark), style=style)
            return
    if line.startswith("[] "):
        added = document.add_paragraph(f"☐ {line.removeprefix('[] ')}")
        added.paragraph_format.left_indent = Mm(7)
        added.paragraph_format.first_line_indent = Mm(-7)
        return
    document.add_paragraph(line)


def write_table(document: Any, rows: list[str]) -> None:
    """Write rows as a table; a row of {%tr …%} stands alone in its first cell."""
    head = cells_of(rows[0])
    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    give_air(table)
    for number, row in enumerate(rows):
        added = table.add_row()
        whole_row(added, head=number == 0)
        cells = added.cells
        for cell, words in zip(cells, cells_of(row), strict=False):
            cell.paragraphs[0].text = words
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9.5)
                small = OxmlElement("w:szCs")
                small.set(qn("w:val"), "19")
                run._r.get_or_add_rPr().append(small)
                if number == 0:
                    run.font.bold = True
                    run._r.get_or_add_rPr().insert(0, OxmlElement("w:bCs"))
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def whole_row(row: Any, *, head: bool) -> None:
    """Keep a row on one page, and repeat the first on the next."""
    props = row._tr.get_or_add_trPr()
    props.append(OxmlElement("w:cantSplit"))
    if head:
        props.append(OxmlElement("w:tblHeader"))


def give_air(table: Any) -> None:
    """Keep the words off the lines: signs above Devanagari letters were cut."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 60), ("left", 108), ("bottom", 30), ("right", 108)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    look.addprevious(margins)


def cells_of(row: str) -> list[str]:
    """Return the words of each cell of a row."""
    if row.startswith("{%tr"):
        return [row]
    return [cell.strip() for cell in row.strip().strip("|").split(" | ")]


def page_number(paragraph: Any) -> None:
    """Put the number of the page there."""
    run = paragraph.add_run()
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = words
        run._r.append(mark)


def fewer_styles(styles: bytes) -> bytes:
    """Return the style sheet with the styles that a paper uses, and no others."""
    root = etree.fromstring(styles)
    for style in root.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in STYLES:
            root.remove(style)
            continue
        for name in ("w:link", "w:next"):
            for other in style.findall(qn(name)):
                if other.get(qn("w:val")) not in STYLES:
                    style.remove(other)
    for latent in root.findall(qn("w:latentStyles")):
        root.remove(latent)
    for fonts in root.iter(qn("w:rFonts")):
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
            if fonts.attrib.pop(qn(theme), None):
                fonts.set(qn("w:ascii"), LATIN)
                fonts.set(qn("w:hAnsi"), LATIN)
    return bytes(
        etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    )


def listing(country: str, draft: dict[str, Any], papers: dict[str, Any]) -> str:
    """Return papers.toml as it is first written."""
    first = (HERE / f"{country}.toml").read_text(encoding="utf-8").splitlines()[0]
    name = first.removeprefix("# ").partition(":")[0]
    blocks = [
        (
            f"# Papers of {name}. Not legal advice: no template has been checked by a "
            "lawyer.\n# How to change one: docs/how-to/write_a_paper_template.md\n"
        ),
        (
            "# Heads every paper until `verified_by` and `verified_text` name its very file."
            f"\ndraft_line = {labelled(DRAFT_LINE, draft['languages'])}\n"
        ),
    ]
    for code, said in papers.items():
        lines = [
            "[[papers]]",
            f'code = "{code}"',
            f"label = {labelled(said['label'], draft['languages'])}",
            f"goes_to = {labelled(said['goes_to'], draft['languages'])}",
            f'purpose = "{said["purpose"]}"',
        ]
        if code in TRACKS:
            lines.append(f'track = "{TRACKS[code]}"')
        if said.get("attorney_only", draft.get("attorney_only", False)):
            lines.append("attorney_only = true")
        if said.get("on_page", False):
            lines.append("on_page = true")
        lines += [
            f'source = "{draft["source"]}"',
            'confidence = "low"',
            'verified_by = ""',
        ]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks)


def labelled(words: dict[str, str], languages: list[str]) -> str:
    """Return a label as it stands in a pack."""
    inside = ", ".join(f'{one} = "{words[one]}"' for one in languages)
    return f"{{ {inside} }}"


if __name__ == "__main__":
    main()
