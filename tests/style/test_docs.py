"""The manual leads somewhere: links hold, settings are described, words are explained."""

from __future__ import annotations

import re
from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")
# What ordinary pages may not call themselves or others.
BLAME = ("successfully", "invalid", "illegal input", "TODO", "FIXME")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file(page: Path) -> None:
    targets = LINK.findall(page.read_text())

    missing = [target for target in targets if not (page.parent / target).exists()]

    assert missing == []


def test_every_setting_of_the_machine_is_described() -> None:
    settings = (ROOT / "src/payung/web/settings.py").read_text()
    described = (ROOT / "docs/reference/settings.md").read_text()

    named = sorted(set(re.findall(r"PAYUNG_[A-Z]+[A-Z_]*", settings)))

    assert [name for name in named if name not in described] == []


def test_every_decision_is_numbered_once() -> None:
    pages = sorted((ROOT / "docs/decisions").glob("0*.md"))

    numbers = [page.name[:4] for page in pages]

    assert numbers == [f"{number:04}" for number in range(1, len(pages) + 1)]


@pytest.mark.parametrize(
    "app",
    [
        "journal",
        "people",
        "places",
        "activities",
        "alerts",
        "standby",
        "reports",
        "cases",
        "consents",
        "counselling",
        "proceedings",
        "papers",
        "evidence",
        "hotline",
        "custody",
        "safe_spaces",
        "outreach",
        "circles",
        "advocacy",
        "lessons",
        "plans",
        "objectives",
        "findings",
    ],
)
def test_every_model_is_in_the_glossary_or_explained_by_it(app: str) -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text().lower()
    source = (ROOT / f"src/payung/programme/{app}/models.py").read_text()

    models = re.findall(r"^class (\w+)\(models\.Model\)", source, flags=re.MULTILINE)

    unknown = [
        name for name in models if not any(word in glossary for word in words_in(name))
    ]
    assert unknown == []


def words_in(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z][a-z]+", name)]
