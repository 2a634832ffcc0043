"""The page inside a bundle: one file, no network, in the languages of the country."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from django.conf import settings

from .bundle_words import page_words


_SOURCE = Path(__file__).parent / "offline"
# In the order in which each needs those before it.
_SCRIPTS = (
    "bytes.js",
    "container.js",
    "meaning.js",
    "check.js",
    "folder.js",
    "saying.js",
    "show.js",
)
_IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE | re.DOTALL)


def offline_page(languages: Sequence[str]) -> bytes:
    """Return the page whole, speaking these languages; English where there is none."""
    words = {language: page_words(language) for language in languages or ("en",)}
    names = dict(settings.LANGUAGES)
    told = {
        "languages": {code: names.get(code, code) for code in words},
        "words": words,
    }
    script, style = _script(), (_SOURCE / "look.css").read_text()
    page = (_SOURCE / "page.html").read_text()
    # "<" is written so that no word can end the block it stands in.
    data = json.dumps(told, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    parts = {
        "SCRIPT_HASH": _hash(script),
        "STYLE_HASH": _hash(style),
        "SCRIPT": script,
        "STYLE": style,
        "WORDS": data,
    }
    return re.sub(r"@@(\w+)@@", lambda gap: parts[gap.group(1)], page).encode()


@cache
def _script() -> str:
    """Return the modules as one: the same names, without what brings them together."""
    texts = [(_SOURCE / name).read_text() for name in _SCRIPTS]
    joined = "\n".join(_IMPORT.sub("", text) for text in texts)
    return re.sub(r"^export ", "", joined, flags=re.MULTILINE)


def _hash(text: str) -> str:
    """Return what the page's own policy names a script or a style by."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
