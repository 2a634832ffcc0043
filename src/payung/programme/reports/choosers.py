"""Select boxes of the list, drawn from kept text: widgets would cost more than the list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
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
    stages = {stage.value: str(stage.label) for stage in Stage}
    return [
        _chooser("what", _("What"), _("Anything"), words.acts, wanted.what),
        _chooser("by", _("By whom"), _("Anyone"), words.perpetrators, wanted.by_whom),
        _chooser("stage", _("Stage"), _("Any stage"), stages, wanted.stage),
        _chooser("where", _("Where"), _("Everywhere"), words.areas, wanted.where),
    ]


def _chooser(
    name: str, label: str, anything: str, words: Mapping[str, str], chosen: str
) -> Chooser:
    options = _options(anything, tuple(words.items()))
    if chosen in words:
        value = f'value="{conditional_escape(chosen)}"'
        # Safe: both texts were escaped when they were made.
        options = mark_safe(options.replace(value, f"{value} selected", 1))  # noqa: S308
    html = format_html('<select name="{0}" id="id_{0}">{1}</select>', name, options)
    return Chooser(label=label, id_for_label=f"id_{name}", html=html)


@lru_cache(maxsize=64)
def _options(anything: str, words: tuple[tuple[str, str], ...]) -> SafeString:
    every = (("", anything), *words)
    return format_html_join("", '<option value="{}">{}</option>', every)
