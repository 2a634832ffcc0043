"""Write places.csv and map.json of every country: `python -m tools.build_places FOLDER`.

FOLDER keeps the fetched packages (about 8 MB); what is there already is not fetched again.
The same packages give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from pathlib import Path

from tools.places.countries import COUNTRIES, Country
from tools.places.drawing import draw
from tools.places.sources import fetch


PACKS = Path(__file__).resolve().parents[1] / "src" / "payung" / "countries"


def main(folder: Path, packs: Path = PACKS) -> None:
    """Fetch, build and write, and say what was written."""
    fetch(folder)
    for code, build in COUNTRIES.items():
        country = build(folder)
        drawing = draw(
            country.shapes,
            country.parents,
            tolerance=country.tolerance,
            source=country.source,
            licence=country.licence,
        )
        written = json.dumps(drawing, ensure_ascii=False, indent=0) + "\n"
        (packs / code / "places.csv").write_text(_table(country), encoding="utf-8")
        (packs / code / "map.json").write_text(written, encoding="utf-8")
        kilobytes = len(gzip.compress(written.encode(), mtime=0)) / 1000
        shapes = len(drawing["paths"])
        print(
            f"{code}: {len(country.areas)} areas, {shapes} outlines, map {kilobytes:.1f} kB gz"
        )


def _table(country: Country) -> str:
    columns = [
        "code",
        "parent",
        "level",
        "name_en",
        f"name_{country.language}",
        "source",
    ]
    text = io.StringIO()
    table = csv.DictWriter(text, columns, lineterminator="\n")
    table.writeheader()
    table.writerows(country.areas)
    return text.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
