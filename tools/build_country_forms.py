"""Make the first draft of each country's reporting form from the example country's.

`python -m tools.build_country_forms np` writes countries/np/forms/ anew: the questions of
countries/xx with their words from countries/labels, the country's own laws, and its own
code as the answer to the first question. From then on the files belong to the community,
which changes them with `payung form import`; this tool is only how the draft was made,
and running it again throws the community's changes away. Without a country it lists them.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from payung.engines.forms import Sheet, Source, read_text, write_text


COUNTRIES = Path(__file__).parents[1] / "src/payung/countries"
MODEL = "xx"
NAMES = {
    "bn": "Bengali (bn)",
    "en": "English (en)",
    "id": "Indonesian (id)",
    "my": "Burmese (my)",
    "ne": "Nepali (ne)",
}
ENGLISH = f"::{NAMES['en']}"
# What a spreadsheet column is called in the files of words.
SHEETS = {"label": "survey", "hint": "hint", "constraint_message": "message"}

Words = dict[tuple[str, str, str], str]
Row = dict[str, str]


class WordsMissing(Exception):
    """A string of the model has no words in a language of the country."""


def main() -> None:
    """Write the forms of the countries named, or say which there are."""
    wanted = sys.argv[1:]
    if not wanted:
        print(" ".join(sorted(path.parent.name for path in COUNTRIES.glob("*/law"))))
    for country in wanted:
        write(country)


def write(country: str) -> None:
    """Write forms/violation.md and its coding table into a country's folder."""
    model, folder = COUNTRIES / MODEL / "forms", COUNTRIES / country
    pack = tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8"))
    source = read_text((model / "violation.md").read_text(encoding="utf-8"))
    coding = (model / "violation.coding.csv").read_bytes()
    text = write_text(in_country(source, country, list(pack["languages"])))
    (folder / "forms").mkdir(exist_ok=True)
    (folder / "forms/violation.md").write_text(text, encoding="utf-8")
    (folder / "forms/violation.coding.csv").write_bytes(coding)


def in_country(source: Source, country: str, languages: list[str]) -> Source:
    """Return the model in a country's languages, the first of them as the default one."""
    words = {code: words_of(code) for code in languages if code != "en"}
    make: dict[str, Callable[[Sheet], Sheet]] = {
        "survey": lambda sheet: _answered(_spoken(sheet, languages, words), country),
        "choices": lambda sheet: _spoken(_own(sheet, country), languages, words),
        "settings": lambda sheet: _titled(sheet, languages[0], words),
    }
    return Source(sheets=tuple(make[sheet.name](sheet) for sheet in source.sheets))


def words_of(language: str) -> Words:
    """Return {(sheet, key, English): words} of a language."""
    file = COUNTRIES / f"labels/form.{language}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {(r["sheet"], r["key"], r["english"]): r["translation"] for r in rows}


def _spoken(sheet: Sheet, languages: list[str], words: dict[str, Words]) -> Sheet:
    """Put one column for each language where the model has its English one."""
    columns: list[str] = []
    for column in sheet.columns:
        kind, _, name = column.partition("::")
        if not name:
            columns.append(column)
        elif f"::{name}" == ENGLISH:
            columns += [f"{kind}::{NAMES[code]}" for code in languages]
    rows = [
        tuple(_cell(row, column, sheet.name, words) for column in columns)
        for row in _rows(sheet)
    ]
    return replace(sheet, columns=tuple(columns), rows=tuple(rows))


def _cell(row: Row, column: str, sheet: str, words: dict[str, Words]) -> str:
    kind, _, name = column.partition("::")
    if not name or f"::{name}" == ENGLISH:
        return row[column]
    english = row[f"{kind}{ENGLISH}"]
    if not english:
        return ""
    code = name[-3:-1]
    where, key = SHEETS[kind], row["name"]
    if sheet == "choices":
        where, key = "choices", f"{row['list_name']}/{row['name']}"
    return _said(words[code], (where, key, english), row)


def _said(words: Words, at: tuple[str, str, str], row: Row) -> str:
    """Return the words of one string; a law is looked up under its country's letters."""
    prefix = row.get("cc", "").upper()
    sheet, key, english = at
    if at in words:
        return words[at]
    longer = (sheet, key, f"{prefix} {english}")
    if prefix and longer in words:
        return words[longer].removeprefix(f"{prefix} ")
    raise WordsMissing(f"{sheet} {key}: {english}")


def _own(sheet: Sheet, country: str) -> Sheet:
    """Keep the country's own laws and name, and leave its letters out of the laws.

    The model country keeps all, for it is what the others are made from.
    """
    if country == MODEL:
        return sheet
    kept: list[Row] = []
    label = f"label{ENGLISH}"
    for row in _rows(sheet):
        foreign = row["cc"] not in ("", "ALL", country)
        if foreign or (row["list_name"] == "country" and row["name"] != country):
            continue
        shorter = row[label].removeprefix(f"{row['cc'].upper() or '-'} ")
        kept.append({**row, label: shorter})
    return replace(sheet, rows=tuple(tuple(row.values()) for row in kept))


def _answered(sheet: Sheet, country: str) -> Sheet:
    """Let the question about the country be answered with this one."""
    rows = [
        {**row, "default": country} if row["name"] == "country" else row
        for row in _rows(sheet)
    ]
    return replace(sheet, rows=tuple(tuple(row.values()) for row in rows))


def _titled(sheet: Sheet, language: str, words: dict[str, Words]) -> Sheet:
    (row,) = _rows(sheet)
    if language != "en":
        at = ("settings", "form_title", row["form_title"])
        row["form_title"] = words[language].get(at, row["form_title"])
    row["default_language"] = NAMES[language]
    return replace(sheet, rows=(tuple(row.values()),))


def _rows(sheet: Sheet) -> list[Row]:
    return [dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows]


if __name__ == "__main__":
    main()
