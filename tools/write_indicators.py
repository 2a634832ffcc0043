"""Write the manual's page of indicators from their sheets and worked examples."""

from __future__ import annotations

from pathlib import Path

from payung.engines.indicators import examples, render_indicators, sheets


HOUSE = Path(__file__).parents[1]
SHEETS = HOUSE / "src" / "payung" / "countries" / "codes" / "indicators"
PAGE = HOUSE / "docs" / "reference" / "indicators.md"


if __name__ == "__main__":
    PAGE.write_text(render_indicators(sheets(SHEETS), examples()), encoding="utf-8")
    print(f"{PAGE.relative_to(HOUSE)} is written.")
