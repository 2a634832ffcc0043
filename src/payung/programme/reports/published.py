"""Forms in use, as the engine takes them: read once, they never change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection

from payung.engines.forms import Crosswalks, Form, read_coding, read_crosswalks

from .models import FormVersion


NEWEST = """
SELECT id, digest FROM reports_formversion WHERE country = %s AND in_use = %s
ORDER BY published_at DESC, id DESC LIMIT 1
"""


class NoFormYet(LookupError):
    """No form is in use in this country: publish one first."""


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Published:
    """One version of a form at work; `keep` tells for each bare path where it goes.

    Read once, so it is the same thing wherever it is used and may name a cache's entry.
    """

    row: int
    form: Form
    keep: Mapping[str, str]
    nodes: Mapping[str, Mapping[str, Any]]
    _choices: dict[tuple[str, str], dict[str, str]]

    def words(self, index: object, language: str) -> str:
        """Return a string of the form, or of its default language; empty without one.

        Gaps for answers are shown as dots: nothing is worked out here.
        """
        for one in (language, self.form.compiled["default_language"]):
            texts = self.form.strings.get(one)
            word = texts[index] if texts and isinstance(index, int) else None
            if word:
                return word if isinstance(word, str) else _with_dots(word)
        return ""

    def label(self, node: Mapping[str, Any], language: str) -> str:
        """Return what a question, a group or an entry is called."""
        return self.words(node.get("label"), language)

    def choices(self, name: str, language: str) -> Mapping[str, str]:
        """Return code -> label of a list of choices, made once for each language."""
        key = (name, language)
        if key not in self._choices:
            self._choices[key] = {
                item["value"]: self.words(item["label"], language) or item["value"]
                for item in self.form.compiled["lists"].get(name, [])
            }
        return self._choices[key]


def in_use(country: str) -> Published:
    """Return the newest form in use; raise NoFormYet."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, [country, True])
        row = cursor.fetchone()
    if row is None:
        raise NoFormYet(country)
    return published(*row)


@lru_cache(maxsize=32)
def published(row: int, digest: str) -> Published:
    """Return a stored version; `digest` is that of the row, so a cache never misleads."""
    kept = FormVersion.objects.get(pk=row, digest=digest)
    form = Form(
        id=kept.form_id,
        version=kept.version,
        title=str(next(iter(kept.title.values()), "")),
        languages=tuple(kept.compiled["languages"]),
        xform_xml=bytes(kept.xform),
        compiled=kept.compiled,
        strings=kept.strings,
        coding=read_coding(kept.coding),
    )
    nodes = {form.below_root(node): node for node in form.nodes()}
    return Published(
        row=row, form=form, keep=kept.compiled["keep"], nodes=nodes, _choices={}
    )


def _with_dots(parts: list[Any]) -> str:
    return "".join(part if isinstance(part, str) else "…" for part in parts)


@lru_cache(maxsize=1)
def crosswalks() -> Crosswalks:
    """Return our code lists beside those of others (countries/codes)."""
    folder = settings.COUNTRIES / "codes"
    return read_crosswalks(
        acts=(folder / "acts.csv").read_text(),
        perpetrators=(folder / "perpetrators.csv").read_text(),
        places=(folder / "places.csv").read_text(),
    )
