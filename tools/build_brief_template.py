"""Build the Word template of briefs: findings/brief_template.docx."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor


HERE = Path(__file__).parents[1]
TARGET = HERE / "src/payung/programme/findings/brief_template.docx"


def script(style: Any, size: float, *, bold: bool) -> None:
    """Give a style one face for Latin and for complex scripts, with sizes for both."""
    style.font.name, style.font.size, style.font.bold = "FACE", Pt(size), bold
    props = style.element.get_or_add_rPr()
    fonts = props.get_or_add_rFonts()
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), "FACE")
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)
    half = OxmlElement("w:szCs")
    half.set(qn("w:val"), str(int(size * 2)))
    props.append(half)
    if bold:
        props.append(OxmlElement("w:bCs"))
    language = OxmlElement("w:lang")
    language.set(qn("w:bidi"), "en")
    props.append(language)


def build() -> None:
    """Write the template; running it again writes the same words."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(18)
    page.top_margin = page.bottom_margin = Mm(16)
    styles = document.styles
    script(styles["Normal"], 9.5, bold=False)
    script(styles["Title"], 17, bold=True)
    script(styles["Heading 2"], 11.5, bold=True)
    script(styles["List Bullet"], 9.5, bold=False)
    for name in ("Title", "Heading 2"):
        styles[name].font.color.rgb = RGBColor(0x0B, 0x5F, 0x5A)
    for name in ("Normal", "List Bullet", "Heading 2"):
        styles[name].paragraph_format.space_after = Pt(3)
    styles["Heading 2"].paragraph_format.space_before = Pt(8)
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ subtitle }}")
    document.add_paragraph(
        "{% for t in tiles %}{{ t.label }}: {{ t.value }} {{ t.second }}"
        "{% if not loop.last %} · {% endif %}{% endfor %}"
    )
    for name in ("kinds", "months", "areas"):
        head = document.add_heading(f"{{{{ {name}.title }}}}", 2)
        head.paragraph_format.page_break_before = name == "areas"
        beside = [document.add_paragraph(f"{{{{ {name}.how }}}}")]
        if name != "kinds":
            beside.append(document.add_paragraph(f"{{{{r {name}.legend }}}}"))
        for one in (head, *beside):
            one.paragraph_format.keep_with_next = True
        document.add_paragraph(f"{{{{ {name}.picture }}}}")
    document.add_paragraph("{%p for one in areas.notes %}")
    document.add_paragraph("{{ one }}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("{{ ask_title }}", 2)
    document.add_paragraph("{%p for one in asks %}")
    document.add_paragraph("{{ one }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("{{ hidden_title }}", 2)
    document.add_paragraph("{%p for one in hidden %}")
    document.add_paragraph("{{ one }}")
    document.add_paragraph("{%p endfor %}")
    document.add_heading("{{ made_title }}", 2)
    document.add_paragraph("{{ made }}")
    document.add_paragraph(
        "{{ contact }}................................................"
    )
    document.sections[0].footer.paragraphs[0].text = "{{ foot }}"
    about = document.core_properties
    about.author = about.title = about.comments = about.last_modified_by = ""
    about.created = about.modified = datetime(2026, 1, 1, tzinfo=UTC)
    document.save(str(TARGET))


if __name__ == "__main__":
    build()
