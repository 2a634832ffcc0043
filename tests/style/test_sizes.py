"""Files stay small enough to hold in mind, and say what they are for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest


SOURCE = Path(__file__).parents[2] / "src/payung"
PYTHON = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
SCRIPTS = sorted(
    path
    for path in (SOURCE / "web/static/js").rglob("*.js")
    if "vendor" not in path.parts
)
FORBIDDEN = {"utils", "helpers", "common", "services", "exceptions", "misc"}


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_no_file_is_longer_than_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 400


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_no_script_is_longer_than_a_hundred_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 100


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_a_file_is_named_for_what_it_holds(path: Path) -> None:
    assert path.stem not in FORBIDDEN


@pytest.mark.parametrize("path", PYTHON, ids=name_of)
def test_no_function_is_longer_than_sixty_lines(path: Path) -> None:
    tree = ast.parse(path.read_text())
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]

    too_long = [
        f"{f.name}: {f.end_lineno - f.lineno + 1}"
        for f in functions
        if f.end_lineno is not None and f.end_lineno - f.lineno + 1 > 60
    ]

    assert too_long == []


def test_country_folders_hold_no_code() -> None:
    assert list((SOURCE / "countries").rglob("*.py")) == []
