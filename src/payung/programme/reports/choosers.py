"""Select boxes of the list, drawn from kept text: widgets would cost more than the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .labels import Words
from .listing import Wanted
from .models import Stage


@dataclass(frozen=True, kw_only=True, slots=True)
class Chooser:
    """One select box, as the page's frame takes a form's field."""

    label: str
    id_for_label: str
    html: SafeString

    def __str__(self) -> str:
        return self.html


def choosers(wanted: Wanted, words: Words) -> list[Chooser]:
    """Return the four boxes that narrow the list, with what is chosen in them."""
    chosen = (wanted.what, wanted.by_whom, wanted.stage, wanted.where)
    boxes = _boxes(words, get_language() or "")
    return [box.with_chosen(one) for box, one in zip(boxes, chosen, strict=True)]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Box:
    """A box with nothing chosen in it; `codes` are what can be chosen."""

    name: str
    label: str
    html: SafeString
    codes: frozenset[str]

    def with_chosen(self, chosen: str) -> Chooser:
        html = self.html
        if chosen in self.codes:
            value = f'value="{conditional_escape(chosen)}"'
            # Safe: every text in it was escaped when it was made.
            html = mark_safe(html.replace(value, f"{value} selected", 1))  # noqa: S308
        return Chooser(label=self.label, id_for_label=f"id_{self.name}", html=html)


# Made once for the words of a form in a language; they name nobody.
@lru_cache(maxsize=64)
def _boxes(words: Words, language: str) -> tuple[_Box, ...]:
    stages = {stage.value: str(stage.label) for stage in Stage}
    return (
        _box("what", _("What"), _("Anything"), words.acts),
        _box("by", _("By whom"), _("Anyone"), words.perpetrators),
        _box("stage", _("Stage"), _("Any stage"), stages),
        _box("where", _("Where"), _("Everywhere"), words.areas),
    )


def _box(name: str, label: str, anything: str, words: Mapping[str, str]) -> _Box:
    every = (("", anything), *words.items())
    options = format_html_join("", '<option value="{}">{}</option>', every)
    html = format_html('<select name="{0}" id="id_{0}">{1}</select>', name, options)
    return _Box(name=name, label=label, html=html, codes=frozenset(words))
