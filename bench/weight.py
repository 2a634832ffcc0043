"""How many bytes a page takes over the wire the first time, compressed, without fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import brotli
from django.conf import settings
from django.urls import reverse

from bench.rows import Figure
from bench.world import client, form, many_notes


PAGES = {
    "Today": ("/", 20),
    "list of notes": ("/notes/", 40),
    "new note, with its modules": ("/notes/new", 40),
    "overview": ("/overview/", 40),
    "people": ("/people/", 40),
}
LINKS = re.compile(r'(?:href|src)="(/static/[^"#]+)')
LATER = re.compile(r'import\("(\.[^"]+)"\)')
IMPORTS = re.compile(r'(?:from|import)\s*"(\./[^"]+|\.\./[^"]+)"')


def figures() -> Iterator[Figure]:
    """Yield one figure per page."""
    form()
    many_notes(50)
    for name, (address, bar) in PAGES.items():
        yield Figure(
            name=f"{name}: first visit",
            ours=_weight(address) / 1000,
            unit="KB",
            bar=bar,
        )
    yield Figure(
        name="new note: sealing and words, loaded after",
        ours=_later() / 1000,
        unit="KB",
        bar=40,
    )


def _later() -> int:
    """Return what is loaded after the page and its modules: sealing, questions, words."""
    html = client().get("/notes/new").content.decode()
    first: dict[str, int] = {}
    for link in LINKS.findall(html):
        _add(link, first)
    every = dict(first)
    for link in first:
        path = Path(settings.STATIC_ROOT) / link.removeprefix("/static/")
        if path.suffix == ".js":
            for name in LATER.findall(path.read_text()):
                _add(_beside(path, name), every)
    said = [reverse("form-compiled", args=[form().pk])]
    said += [reverse("form-strings", args=[form().pk, "en"])]
    answers = sum(
        len(client().get(one, headers={"Accept-Encoding": "br"}).content)
        for one in said
    )
    return sum(every.values()) - sum(first.values()) + answers


def _weight(address: str) -> int:
    response = client().get(address)
    assert response.status_code == 200, (address, response.status_code)
    html = response.content
    seen: dict[str, int] = {}
    for link in LINKS.findall(html.decode()):
        _add(link, seen)
    return len(brotli.compress(html, quality=5)) + sum(seen.values())


def _add(link: str, seen: dict[str, int]) -> None:
    if link in seen or ".woff2" in link:
        return
    path = Path(settings.STATIC_ROOT) / link.removeprefix("/static/")
    squeezed = Path(f"{path}.br")
    seen[link] = (squeezed if squeezed.exists() else path).stat().st_size
    if path.suffix == ".js":
        for name in IMPORTS.findall(path.read_text()):
            _add(_beside(path, name), seen)


def _beside(path: Path, name: str) -> str:
    target = (path.parent / name).resolve().relative_to(settings.STATIC_ROOT)
    return f"/static/{target}"
