"""How soon the form can be written in, in a browser whose processor is six times slower."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test import Client
from playwright.sync_api import Browser, sync_playwright

from bench.memory import ask
from bench.rows import Figure
from bench.world import client, form


ADDRESS = "127.0.0.1:8898"
CHROMIUM = os.environ.get("PAYUNG_CHROMIUM", "/usr/bin/chromium")
SLOWER = 6
TIMES = 5
FIRST = "#form input, #form select, #form textarea"


def figures() -> Iterator[Figure]:
    """Yield wall milliseconds from asking for the page to its first question."""
    form()
    signed_in = client()
    with _server(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        cold = [_opened(browser, signed_in, visits=1) for _ in range(TIMES)]
        warm = [_opened(browser, signed_in, visits=2) for _ in range(TIMES)]
        browser.close()
    for name, spent in (("a first visit", cold), ("scripts at hand", warm)):
        yield Figure(
            name=f"first question of the form, 6x slower, {name}",
            ours=statistics.median(spent),
            unit="ms",
            bar=1000,
        )


def _opened(browser: Browser, signed_in: Client, *, visits: int) -> float:
    """Return the milliseconds of the last of some visits, in a browser of its own."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies(
        [
            {"name": one.key, "value": one.value, "url": f"http://{ADDRESS}"}
            for one in signed_in.cookies.values()
        ]
    )
    page = context.new_page()
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    spent = 0.0
    for _ in range(visits):
        page.goto("about:blank")
        before = time.perf_counter()
        page.goto(f"http://{ADDRESS}/notes/new", wait_until="commit")
        page.locator(FIRST).first.wait_for(state="visible", timeout=60_000)
        spent = (time.perf_counter() - before) * 1000
    context.close()
    return spent


@contextmanager
def _server() -> Iterator[None]:
    program = str(Path(sys.executable).with_name("gunicorn"))
    options = ["--workers", "1", "--threads", "4", "--bind", ADDRESS]
    options += ["--no-control-socket", "--log-level", "error", "payung.web.wsgi"]
    server = subprocess.Popen([program, *options], env=dict(os.environ))
    try:
        ask(ADDRESS, "/sign-in")
        yield
    finally:
        server.terminate()
        server.wait()
