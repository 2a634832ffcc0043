"""The form on a cheap phone: by thumb, by keyboard, by screen reader, under the strictest policy."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route


pytestmark = pytest.mark.browser

STATIC = Path(__file__).parents[3] / "src" / "payung" / "web" / "static"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'"
BLANK = """<!doctype html><html lang="en"><head><title>Daybook</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="stylesheet" href="/static/css/tokens.css"><link rel="stylesheet" href="/static/css/form.css"></head>
<body><main><h1>Note</h1><div id="form"></div></main><script type="module" src="/begin.js"></script></body></html>"""
BEGIN = """import { start } from "/static/js/form/start.js";
const given = await (await fetch("/given.json")).json();
window.files = [];
window.form = start(document.getElementById("form"), { ...given,
  onChange: (answers) => { window.kept = answers; }, onFinish: (answers) => { window.sent = answers; },
  onFile: (name, file) => window.files.push([name, file]) });"""
YES_NO = [{"value": "yes", "label": 3}, {"value": "no", "label": 4}]
ACTS = [
    {"value": f"act{n}", "label": None, "grp": "PHY" if n < 8 else "ECO"}
    for n in range(16)
]
ENGLISH = [
    "Form",
    "Safe?",
    "Can you both speak now?",
    "Yes",
    "No",
    "What was done",
    "Other people",
    "Who?",
    "Picture",
    "Code",
]
NEPALI = [None, "सुरक्षित?", None, "हो", "होइन", None, None, None, None, None]
REQUIRED = {"required": ["call", "true", []]}
NODES: list[dict[str, Any]] = [
    {"kind": "group", "name": "a", "label": 1, "children": [
        {"kind": "question", "name": "safe", "type": "select_one", "list": "yn", "label": 2, **REQUIRED},
        {"kind": "question", "name": "code", "type": "text", "appearance": "masked", "label": 9},
        {"kind": "question", "name": "acts", "type": "select_multiple", "list": "act", "label": 5},
    ]},
    {"kind": "repeat", "name": "who", "label": 6, "initial": 1, "children": [
        {"kind": "question", "name": "name", "type": "text", "label": 7, **REQUIRED},
    ]},
    {"kind": "question", "name": "photo", "type": "image", "label": 8, "parameters": {"max-pixels": "400"}},
]  # fmt: skip


def placed(nodes: list[dict[str, Any]], above: str) -> list[dict[str, Any]]:
    paths = [f"{above}/{node['name']}" for node in nodes]
    return [
        {
            **node,
            "path": path,
            **(
                {"children": placed(node["children"], path)}
                if "children" in node
                else {}
            ),
        }
        for node, path in zip(nodes, paths, strict=True)
    ]


def given(**more: object) -> dict[str, object]:
    compiled = {
        "format": 1, "root": "data", "title": 0, "default_language": "en", "languages": ["en", "ne"],
        "nodes": placed(NODES, "/data"), "lists": {"yn": YES_NO, "act": ACTS},
    }  # fmt: skip
    return {"compiled": compiled, "strings": {"en": ENGLISH, "ne": NEPALI}, **more}


Begin = Callable[..., Page]


@pytest.fixture
def begin(phone: BrowserContext) -> Iterator[Begin]:
    """Open the form; whatever the browser complains of fails the test."""
    complaints: list[str] = []

    def go(**more: object) -> Page:
        page = phone.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))

        def answer(route: Route) -> None:
            address = route.request.url.split("form.localhost", 1)[1]
            bodies = {
                "/": (BLANK, "text/html"),
                "/begin.js": (BEGIN, "text/javascript"),
            }
            bodies["/given.json"] = (json.dumps(given(**more)), "application/json")
            kind = "text/css" if address.endswith(".css") else "text/javascript"
            body, kind = bodies.get(address) or (
                (STATIC / address.removeprefix("/static/")).read_bytes(),
                kind,
            )
            route.fulfill(
                body=body,
                content_type=kind,
                headers={"Content-Security-Policy": POLICY},
            )

        page.route("**/*", answer)
        page.goto("https://form.localhost/")
        page.wait_for_function("() => window.form")
        return page

    yield go
    assert complaints == []


def on(page: Page) -> None:
    page.get_by_role("button", name="Next", exact=True).click()


def test_a_required_question_holds_the_page_and_says_what_to_do(begin: Begin) -> None:
    page = begin()

    on(page)

    question = page.get_by_role("group", name="Can you both speak now?")
    assert page.get_by_role("alert").inner_text().startswith("Before going on")
    assert page.evaluate("() => document.activeElement.className") == "f-problems"
    described = question.get_by_role("radio", name="Yes").get_attribute(
        "aria-describedby"
    )
    assert "Please answer this" in page.locator(f"[id='{described}']").inner_text()


def test_what_has_been_mended_leaves_the_list_at_the_top(begin: Begin) -> None:
    page = begin()
    on(page)

    page.get_by_text("Yes", exact=True).click()

    assert page.get_by_role("alert").count() == 0


def test_the_whole_form_is_filled_by_keyboard(begin: Begin) -> None:
    page = begin()
    page.get_by_role("radio", name="Yes").focus()

    page.keyboard.press("Space")
    page.get_by_role("button", name="Next").focus()
    page.keyboard.press("Enter")
    page.get_by_role("searchbox").fill("act12")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")

    assert page.evaluate("() => window.kept.a") == {"safe": "yes", "acts": "act12"}


def test_another_language_keeps_every_answer(begin: Begin) -> None:
    page = begin()
    page.get_by_text("Yes", exact=True).click()

    page.get_by_label("Language").select_option("ne")

    assert page.get_by_role("heading", name="सुरक्षित?").count() == 1
    assert page.get_by_role("radio", name="हो", exact=True).is_checked()


def test_entries_are_added_changed_and_taken_away(begin: Begin) -> None:
    page = begin(answers={"a": {"safe": "yes"}, "who": []})
    on(page)
    on(page)

    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_label("Who?").fill("two men")
    page.get_by_role("button", name="Done with this entry").click()
    first = page.locator(".f-entry-words").inner_text()
    page.get_by_role("button", name="Remove: Entry 1").click()
    page.get_by_role("button", name="Remove", exact=True).click()

    assert first == "two men"
    assert page.evaluate("() => window.kept.who") == []


def test_a_repeat_that_nobody_asked_for_does_not_stand_in_the_way(begin: Begin) -> None:
    page = begin()
    page.get_by_text("Yes", exact=True).click()
    for _ in range(4):
        on(page)

    page.get_by_role("button", name="Finish").click()

    assert page.evaluate("() => window.sent") == {"a": {"safe": "yes"}, "who": []}


def test_a_code_is_not_shown_when_reading_through(begin: Begin) -> None:
    page = begin(answers={"a": {"safe": "yes", "code": "K7-secret"}, "who": []})
    for _ in range(4):
        on(page)

    text = page.locator("#form").inner_text()

    assert "Written, not shown here" in text
    assert "K7-secret" not in text


def picture(page: Page) -> list[int]:
    """A JPEG of 900 by 300 with a camera's note of where it was taken."""
    note = b"Exif\x00\x00GPS 27.7172 N"
    drawn = page.evaluate(
        """async () => { const c = document.createElement("canvas"); c.width = 900; c.height = 300;
        const b = await new Promise((keep) => c.toBlob(keep, "image/jpeg"));
        return Array.from(new Uint8Array(await b.arrayBuffer())); }"""
    )
    segment = b"\xff\xe1" + (len(note) + 2).to_bytes(2, "big") + note
    return list(bytes(drawn[:2]) + segment + bytes(drawn[2:]))


def test_a_picture_is_made_smaller_and_loses_where_it_was_taken(begin: Begin) -> None:
    page = begin(answers={"a": {"safe": "yes"}, "who": []})
    for _ in range(3):
        on(page)
    taken = bytes(picture(page))

    page.locator("input[type=file]").set_input_files(
        {"name": "maya.jpg", "mimeType": "image/jpeg", "buffer": taken}
    )
    page.wait_for_function("() => window.files.length")

    name = page.evaluate("() => window.files[0][0]")
    kept = bytes(
        page.evaluate(
            "async () => Array.from(new Uint8Array(await window.files[0][1].arrayBuffer()))"
        )
    )
    size = page.evaluate(
        "async () => { const p = await createImageBitmap(window.files[0][1]); return [p.width, p.height]; }"
    )
    assert b"GPS" in taken
    assert b"GPS" not in kept
    assert size == [400, 133]
    assert "maya" not in name


@pytest.mark.parametrize(
    "pages",
    [0, 1, 2, 4],
    ids=["questions", "a long list", "entries", "reading through"],
)
def test_a_screen_reader_finds_nothing_amiss(begin: Begin, pages: int) -> None:
    page = begin(answers={"a": {"safe": "yes"}, "who": [{"name": "two men"}]})
    for _ in range(pages):
        on(page)

    # axe writes its own script into the page, which the policy allows a debugger alone.
    found = Axe().run(page)

    assert [
        (one["id"], [node["target"] for node in one["nodes"]])
        for one in found.response["violations"]
    ] == []


@pytest.mark.parametrize("word", ["urgent", "warning"])
def test_a_note_is_coloured_only_when_its_writer_says_so(
    begin: Begin, word: str
) -> None:
    loud = {
        "kind": "question",
        "name": "n",
        "type": "note",
        "label": 1,
        "appearance": word,
    }
    calm = {"kind": "question", "name": "m", "type": "note", "label": 1}
    form: Any = given()
    compiled = {**form["compiled"], "nodes": placed([loud, calm], "/data")}

    page = begin(compiled=compiled)

    assert page.locator(f".f-note-{word}").count() == 1
    assert page.locator(".f-note").count() == 2
