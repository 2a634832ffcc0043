"""Word files made in memory for tests, and what stands in a filled one."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.oxml.ns import qn

from payung.engines.papers import Template


COUNTRIES = Path(__file__).parents[3] / "src/payung/countries"
FILES = sorted(COUNTRIES.glob("*/papers/*.docx"))


def template_of(*lines: str, language: str = "en", code: str = "test") -> Template:
    """Return a template with these paragraphs; text between | signs makes a table."""
    return Template(
        file=f"papers/{code}.{language}.docx",
        code=code,
        language=language,
        content=word_file(*lines),
    )


def word_file(*lines: str, face: str = "") -> bytes:
    """Return a Word file with these paragraphs, without what a new one brings along."""
    document = Document()
    for line in lines:
        if line.startswith("|"):
            cells = line.strip("|").split("|")
            table = document.add_table(rows=0, cols=len(cells))
            for cell, words in zip(table.add_row().cells, cells, strict=True):
                cell.text = words
        else:
            document.add_paragraph(line)
    if face:
        fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:cs"), face)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Return a Word file with one part more, or with one put in place of another."""
    parts = parts_of(content)
    parts[name] = part
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for one, data in parts.items():
            package.writestr(one, data)
    return kept.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {item.filename: package.read(item) for item in package.infolist()}


def text_of(content: bytes) -> str:
    """Return everything a reader of the Word file sees, headers and tables too."""
    document = Document(io.BytesIO(content))
    section = document.sections[0]
    lines = [p.text for p in (*section.header.paragraphs, *section.footer.paragraphs)]
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            lines += [cell.text for row in item.rows for cell in row.cells]
        else:
            lines.append(item.text)
    return "\n".join(lines)


def shipped(path: Path) -> Template:
    """Return a template of a pack."""
    code, language, _docx = path.name.split(".")
    return Template(
        file=f"{path.parts[-3]}/{path.name}",
        code=code,
        language=language,
        content=path.read_bytes(),
    )
