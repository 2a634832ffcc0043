"""Write the manual's page of worked examples from the country packs."""

from __future__ import annotations

from pathlib import Path

from payung.engines.packs import load, render_examples


HOUSE = Path(__file__).parents[1]
COUNTRIES = HOUSE / "src" / "payung" / "countries"
PAGE = HOUSE / "docs" / "reference" / "worked_examples.md"


def page() -> str:
    """Return the page as it should be now, countries in the order of their codes."""
    folders = sorted(path.parent for path in COUNTRIES.glob("*/pack.toml"))
    return render_examples(load(folder) for folder in folders)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"{PAGE.relative_to(HOUSE)} is written.")
