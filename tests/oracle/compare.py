"""Walk forms at random through three engines and say where they differ: python -m tests.oracle.compare --walks 200."""

# ruff: noqa: T201  This is a command: printing is what it does.
from __future__ import annotations

import argparse
import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from payung.engines.forms import (
    Form,
    NotPublishable,
    UnreadableForm,
    publish,
    read_coding,
    read_text,
    read_xlsx,
)


HERE = Path(__file__).parent
REPO = HERE.parents[1]
SHARED = Path(os.environ.get("PAYUNG_SHARED", REPO.parent / "shared"))
CHROMIUM = os.environ.get("PAYUNG_CHROMIUM", "/usr/bin/chromium")
NOW = "2026-11-25T08:15:30Z"
ZONE = "Asia/Kathmandu"
OTHERS = ("enketo", "engine")
BLANK = '<!doctype html><script type="module" src="/page.js"></script>'
STAMPS = (
    "start",
    "end",
    "today",
    "instanceID",
    "deviceid",
    "username",
    "phonenumber",
    "email",
    "audit",
    "note",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Walked:
    """What came of the walks through one form: `differences` by engine, `failures` by engine."""

    name: str
    walks: int
    steps: int
    leaves: int
    differences: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


def violation_form(country: str = "xx") -> Form:
    """Return our own form, as the country writes it."""
    folder = REPO / "src/payung/countries" / country / "forms"
    coding = read_coding((folder / "violation.coding.csv").read_text(encoding="utf-8"))
    return publish(
        read_text((folder / "violation.md").read_text(encoding="utf-8")), coding=coding
    )


def found_forms() -> list[Path]:
    """Return the real forms to try, or none where they are not at hand."""
    folder = SHARED / "data" / "xlsforms"
    return sorted(path for path in folder.glob("*") if path.suffix in {".xls", ".xlsx"})


def published(path: Path) -> Form:
    """Publish a form from elsewhere. Raises NotPublishable or UnreadableForm with the reasons."""
    return publish(read_xlsx(path), for_filling=False)


def _questions(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from _questions(node.get("children", []))


def _has_chance(ast: object) -> bool:
    return '["call", "uuid"' in (text := json.dumps(ast)) or '["call", "random"' in text


def _below_root(path: str) -> str:
    return path.split("/", 2)[2]


def _without(nodes: list[dict[str, Any]], *, inside: bool = False) -> dict[str, str]:
    """Which engine cannot be followed through this form, and why."""
    for node in nodes:
        repeat = node["kind"] == "repeat"
        if repeat and inside:
            return {
                "enketo": "puts an entry of its own into a repeat inside a new entry"
            }
        if found := _without(node.get("children", []), inside=inside or repeat):
            return found
    return {}


def _told(form: Form) -> dict[str, Any]:
    """What the page of the comparison must know of a form."""
    nodes = list(_questions(form.compiled["nodes"]))
    skip = [
        n
        for n in nodes
        if n.get("type") in STAMPS
        or _has_chance([n.get("calculate"), n.get("default")])
    ]
    return {
        "form": {
            "compiled": form.compiled,
            "strings": form.strings,
            "xform": form.xform_xml.decode(),
        },
        "skip": [_below_root(node["path"]) for node in skip],
        "filtered": [_below_root(node["path"]) for node in nodes if "filter" in node],
        "counted": [_below_root(node["path"]) for node in nodes if "count" in node],
        "without": _without(form.compiled["nodes"]),
        "repeats": [
            _below_root(node["path"]) for node in nodes if node["kind"] == "repeat"
        ],
    }


def bundle(into: Path) -> Path:
    """Bundle the page. Needs `npm ci --ignore-scripts` in this folder first."""
    subprocess.run(["node", "build.mjs", str(into)], cwd=HERE, check=True, timeout=120)
    return into


def page_in(browser: Browser, script: Path) -> Page:
    """Open the page of the comparison, its clock stopped and its time zone Nepal's."""

    def answer(route: Route) -> None:
        if route.request.url.endswith("/page.js"):
            route.fulfill(
                body=script.read_text(encoding="utf-8"), content_type="text/javascript"
            )
        else:
            route.fulfill(body=BLANK, content_type="text/html")

    page = browser.new_context(timezone_id=ZONE, locale="en-GB").new_page()
    page.route("**/*", answer)
    page.clock.set_fixed_time(NOW)
    # Enketo asks its address whether what is not relevant reads as empty, as it does in the other two.
    page.goto("https://oracle.localhost/?forms&excludeNonRelevant")
    page.wait_for_function("() => window.oracle")
    return page


def walk_form(page: Page, form: Form, *, name: str, seeds: range, steps: int) -> Walked:
    """Walk through a form once for every seed."""
    told = _told(form)
    walked: dict[str, list[dict[str, Any]]] = {other: [] for other in OTHERS}
    failures: dict[str, str] = {}
    taken = leaves = 0
    for seed in seeds:
        out = page.evaluate(
            "(told) => window.oracle.walk(told)", {**told, "seed": seed, "steps": steps}
        )
        failures.update(out["failures"])
        for other, found in out["found"].items():
            walked[other].append({"seed": seed, **found})
        taken += out["steps"]
        leaves += out["leaves"]
    return Walked(
        name=name,
        walks=len(seeds),
        steps=taken,
        leaves=leaves,
        differences=walked,
        failures=failures,
    )


def _report(walked: Walked) -> None:
    print(
        f"{walked.name}: {walked.walks} walks, {walked.steps} steps, {walked.leaves} leaves compared"
    )
    for other in ("ours", *OTHERS):
        if other in walked.failures:
            print(f"  {other}: could not be used: {walked.failures[other]}")
        elif found := walked.differences.get(other, []):
            print(
                f"  {other}: differs in {len(found)} walks; first: {json.dumps(found[0], ensure_ascii=False)[:900]}"
            )
        elif other != "ours":
            print(f"  {other}: no difference")


def _each(page: Page, given: argparse.Namespace) -> None:
    seeds = range(given.seed, given.seed + given.walks)
    if given.only in "violation":
        _report(
            walk_form(
                page, violation_form(), name="violation", seeds=seeds, steps=given.steps
            )
        )
    for path in found_forms():
        if given.only not in path.name:
            continue
        try:
            form = published(path)
        except (NotPublishable, UnreadableForm) as refused:
            print(f"{path.name}: not published: {str(refused)[:200]}")
            continue
        _report(walk_form(page, form, name=path.name, seeds=seeds, steps=given.steps))


def main() -> None:
    """Read what is asked for, and print a line for each form and engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--walks", type=int, default=5, help="random walks through each form"
    )
    parser.add_argument("--steps", type=int, default=60, help="answers in each walk")
    parser.add_argument("--seed", type=int, default=1, help="where the seeds begin")
    parser.add_argument("--only", default="", help="part of a form's file name")
    given = parser.parse_args()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = page_in(browser, bundle(HERE / "node_modules" / "page.bundle.js"))
        _each(page, given)
        print("explained:", json.dumps(page.evaluate("() => window.oracle.excused")))
        browser.close()


if __name__ == "__main__":
    main()
