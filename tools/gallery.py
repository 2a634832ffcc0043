"""Draw every component with invented data, photograph it, ask axe about it.

.venv/bin/python tools/gallery.py FOLDER_FOR_PICTURES
"""

from __future__ import annotations

import csv
import gzip
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import django
from axe_playwright_python.sync_playwright import Axe
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright


HERE = Path(__file__).parent
WEB = HERE.parent / "src/payung/web"
SIZES = {"m": (360, 800), "d": (1366, 768), "s": (320, 640)}
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'"
# page, language, sizes, modes
SHOTS = [
    *(
        ("today", lang, "md" if lang in {"en", "my"} else "m", ("light",))
        for lang in ("en", "bn", "id", "my", "ne")
    ),
    ("today", "en", "md", ("dark",)),
    *(("notes", "en", "md", (mode,)) for mode in ("light", "dark")),
    ("notes", "my", "m", ("light",)),
    *(("parts", "en", "md", (mode,)) for mode in ("light", "dark")),
    *(("overview", "en", "md", (mode,)) for mode in ("light", "dark")),
    *(("lock", lang, "m", ("light",)) for lang in ("en", "my")),
    ("lock", "en", "d", ("dark",)),
    ("404", "ne", "m", ("light",)),
    ("500", "en", "m", ("dark",)),
    *((name, "en", "s", ("light",)) for name in ("notes", "parts", "overview")),
    *(("today", lang, "s", ("light",)) for lang in ("en", "bn", "id", "my", "ne")),
]


class Quiet(SimpleHTTPRequestHandler):
    """Serve the drawn pages under the app's own content security policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        return


def compile_words(folder: Path) -> None:
    """Write the gallery's unreviewed words where gettext finds them."""
    rows = list(csv.DictReader((HERE / "gallery/words.csv").open()))
    for language in ("bn", "id", "my", "ne"):
        catalog = Catalog(locale=language)
        for row in rows:
            catalog.add(row["msgid"], row[language])
        target = folder / language / "LC_MESSAGES"
        target.mkdir(parents=True)
        with (target / "django.mo").open("wb") as out:
            write_mo(out, catalog)


def set_up(folder: Path) -> None:
    """Configure Django with the templates alone: no database, no apps."""
    settings.configure(
        USE_TZ=True,
        STATIC_URL="/static/",
        LANGUAGE_CODE="en",
        LANGUAGES=[(code, code) for code in ("en", "bn", "id", "my", "ne")],
        LOCALE_PATHS=[folder],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [WEB / "templates", HERE / "gallery/templates"],
                "OPTIONS": {"libraries": {"frame": "payung.web.templatetags.frame"}},
            }
        ],
    )
    django.setup()


def page(name: str, language: str) -> str:
    """Return one page of the gallery in one language."""
    from django.contrib.messages.storage.base import Message
    from django.template.loader import render_to_string
    from django.utils.translation import override

    sys.path.insert(0, str(HERE))
    from gallery import pages

    makers = {
        "today": lambda: pages.today(language),
        "notes": lambda: pages.notes(language),
        "overview": pages.overview,
        "lock": lambda: {"form": pages.Passphrase()},
        "parts": lambda: {
            "form": pages.EveryField({"name": "", "day": "yesterday", "kind": "a"}),
            "at": pages.today(language)["at"],
            "messages": [
                Message(25, "The note is kept."),
                Message(30, "The file is still on its way. Leave this page open."),
            ],
        },
    }
    template = f"gallery_{name}.html" if name in makers else f"errors/{name}.html"
    with override(language):
        context = {"frame": pages.frame(language, name), "csrf_token": "invented"}
        return render_to_string(template, context | makers.get(name, dict)())


def photograph(
    browser: Browser,
    address: str,
    shot: tuple[str, str, str, tuple[str, ...]],
    out: Path,
) -> int:
    """Take the pictures of one page; return how many rules of axe it breaks."""
    name, language, sizes, modes = shot
    broken = 0
    for size in sizes:
        for mode in modes:
            width, height = SIZES[size]
            context = browser.new_context(
                viewport={"width": width, "height": height},
                device_scale_factor=2 if size == "m" else 1,
                color_scheme=mode,
            )
            tab = context.new_page()
            tab.on("console", lambda said: print("console:", said.text))
            tab.goto(f"{address}/{name}-{language}.html")
            tab.evaluate("document.fonts.ready")
            wide = tab.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                print(f"{name} {language} {size}: {wide} px wide")
            tab.screenshot(path=out / f"frame-{name}-{language}-{size}-{mode}.png")
            if name in {"parts", "overview", "today"}:
                tab.screenshot(
                    path=out / f"frame-{name}-{language}-{size}-{mode}-full.png",
                    full_page=True,
                )
            found = Axe().run(tab, options={"resultTypes": ["violations"]})
            broken += found.violations_count
            if found.violations_count:
                print(name, language, size, mode, found.generate_report())
            context.close()
    return broken


def weigh() -> None:
    """Print what a first visit to Today costs over the wire, without fonts."""
    parts = {"html": page("today", "en").encode()}
    for path in (
        "css/tokens.css",
        "css/base.css",
        "js/leave.js",
        "js/frame.js",
        "icons/sprite.svg",
        "icons/app.svg",
    ):
        parts[path] = (WEB / "static" / path).read_bytes()
    sizes = {name: len(gzip.compress(body, 9)) for name, body in parts.items()}
    print(sizes, "sum", sum(sizes.values()), "bytes gzip")


def main() -> None:
    """Draw, photograph, count."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    wanted = set(sys.argv[2:])
    with TemporaryDirectory() as folder:
        root = Path(folder)
        compile_words(root / "locale")
        set_up(root / "locale")
        copytree(WEB / "static", root / "static")
        shots = [s for s in SHOTS if not wanted or s[0] in wanted]
        for shot in shots:
            (root / f"{shot[0]}-{shot[1]}.html").write_text(page(shot[0], shot[1]))
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"]
            )
            address = f"http://127.0.0.1:{server.server_port}"
            broken = sum(photograph(browser, address, shot, out) for shot in shots)
            browser.close()
        server.shutdown()
        weigh()
        print(f"axe: {broken} rules broken")
        sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
