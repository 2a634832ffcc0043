"""Build the icon sprite from npm's lucide-static and the app's own pictures."""

from __future__ import annotations

import io
import json
import re
import subprocess
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

import resvg_py


PACKAGE = "lucide-static@1.62.0"
OUT = Path(__file__).parents[1] / "src/payung/web/static/icons"
# Our word for the icon, then the name it has in the package.
ICONS = {
    "today": "house",
    "calls": "phone-incoming",
    "notes": "notebook-pen",
    "call-out": "phone-outgoing",
    "missed": "phone-missed",
    "text": "message-square",
    "voice": "voicemail",
    "swap": "arrow-left-right",
    "out": "footprints",
    "play": "play",
    "learn": "graduation-cap",
    "overview": "chart-column",
    "cases": "folder",
    "page": "file-text",
    "people": "users",
    "settings": "settings",
    "saved": "cloud-check",
    "waiting": "cloud-upload",
    "offline": "cloud-off",
    "leave": "x",
    "phone": "phone",
    "pen": "pen-line",
    "place": "map-pin",
    "room": "door-open",
    "next": "chevron-right",
    "back": "arrow-left",
    "go": "arrow-right",
    "search": "search",
    "filter": "sliders-horizontal",
    "lock": "lock",
    "show": "eye",
    "hide": "eye-off",
    "check": "check",
    "plus": "plus",
    "clock": "clock",
    "attention": "circle-alert",
    "day": "calendar-days",
    "attach": "paperclip",
    "download": "download",
    "key": "key-round",
}
# The shapes alone: size, colour and stroke come from the style sheet.
SHAPE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


def fetched() -> tarfile.TarFile:
    """Return the package as npm packs it."""
    with TemporaryDirectory() as folder:
        answer = subprocess.run(
            ["npm", "pack", "--json", PACKAGE],
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        )
        name = json.loads(answer.stdout)[0]["filename"]
        return tarfile.open(fileobj=io.BytesIO((Path(folder) / name).read_bytes()))


def text_of(package: tarfile.TarFile, path: str) -> str:
    """Return one text file of the package."""
    member = package.extractfile(f"package/{path}")
    if member is None:
        raise FileNotFoundError(f"{PACKAGE} has no {path}")
    return member.read().decode()


def symbol(name: str, svg: str) -> str:
    """Return one icon as a symbol of the sprite."""
    found = SHAPE.search(svg)
    if found is None:
        raise ValueError(f"{name}: this is not an SVG picture")
    shapes = re.sub(r"\s+", " ", found[1]).replace(" />", "/>").replace("> <", "><")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes.strip()}</symbol>'


def main() -> None:
    """Write the sprite, its licence and the two sizes of the app's picture."""
    package = fetched()
    symbols = [symbol(n, text_of(package, f"icons/{i}.svg")) for n, i in ICONS.items()]
    sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n{}\n</svg>\n'
    (OUT / "sprite.svg").write_text(sprite.format("\n".join(symbols)))
    (OUT / "LICENSE.lucide.txt").write_text(text_of(package, "LICENSE"))
    drawing = (OUT / "app.svg").read_text()
    for size in (192, 512):
        png = resvg_py.svg_to_bytes(svg_string=drawing, width=size, height=size)
        (OUT / f"app-{size}.png").write_bytes(bytes(png))
    print(f"{len(ICONS)} icons, {(OUT / 'sprite.svg').stat().st_size} bytes")


if __name__ == "__main__":
    main()
