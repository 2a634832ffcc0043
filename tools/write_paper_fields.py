"""Write the list of fields in docs/reference/papers.md from the table that is obeyed."""

from __future__ import annotations

from pathlib import Path

from payung.engines.papers import FIELDS, Origin


HOUSE = Path(__file__).parents[1]
PAGE = HOUSE / "docs/reference/papers.md"
BEGIN, END = "<!-- fields: begin -->", "<!-- fields: end -->"
HEADS = {
    Origin.PERSON: "What names her, from what she allowed",
    Origin.CASE: "What the case knows",
    Origin.TYPED: "What is typed for this one paper, and never kept",
    Origin.PAPER: "What every paper carries",
}


def fields() -> str:
    """Return the fields as tables, one for each place they come from."""
    blocks = []
    for origin, head in HEADS.items():
        rows = [
            f"| `{one.name}` | {one.says} | {columns(one.columns)} |"
            for one in FIELDS.values()
            if one.origin is origin
        ]
        blocks.append(
            "\n".join(
                [f"### {head}", "", "| field | says | rows have |", "|---|---|---|"]
            )
            + "\n"
            + "\n".join(rows)
        )
    return "\n\n".join(blocks)


def columns(names: tuple[str, ...]) -> str:
    """Return the columns of a list."""
    return ", ".join(f"`{name}`" for name in names)


def page(text: str) -> str:
    """Return the page with the fields put between their marks."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{fields()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{PAGE.relative_to(HOUSE)} is written.")
