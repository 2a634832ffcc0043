"""Words for codes, in a language: from the form in use and the country's folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from payung.engines.forms import Answers, leaves, without_indexes
from payung.programme.places.queries import area_names, office_names

from .published import NoFormYet, Published, in_use


ACTS, PERPETRATORS = "acts", "profile.type"
DAYS = {"date", "dateTime"}
CHOSEN = {"select_one", "select_multiple", "rank"}


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Words:
    """What lists say for the codes of acts, of perpetrators and of areas.

    Made once for a form and a language, so that what is drawn from it can be kept.
    """

    acts: Mapping[str, str]
    perpetrators: Mapping[str, str]
    areas: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A question and its answer, in words, or as a day."""

    question: str
    answer: str
    day: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """A page of the form with what was answered on it."""

    title: str
    said: tuple[Said, ...]


def words_for(country: str, language: str) -> Words:
    """Return the words of a country in a language; codes stay codes without a form."""
    try:
        form = in_use(country)
    except NoFormYet:
        form = None
    return _words(form, country, language)


@lru_cache(maxsize=64)
def _words(form: Published | None, country: str, language: str) -> Words:
    areas = _areas(country, language)
    if form is None:
        return Words(acts={}, perpetrators={}, areas=areas)
    return Words(
        acts=_short(choices_of(form, ACTS, language)),
        perpetrators=_short(choices_of(form, PERPETRATORS, language)),
        areas=areas,
    )


def choices_of(form: Published, fact: str, language: str) -> Mapping[str, str]:
    """Return code -> label of the question that fills a fact; empty without one."""
    coding = form.form.coding
    name = coding.becoming(fact) if coding else None
    for path, node in form.nodes.items():
        if name in {path, path.rpartition("/")[2]} and "list" in node:
            return form.choices(node["list"], language)
    return {}


def answers_in_words(
    answers: Answers, form: Published, country: str, language: str
) -> tuple[Part, ...]:
    """Return coded answers as people read them, page by page of the form."""
    names = _Names(form=form, country=country, language=language)
    parts: dict[str, list[Said]] = {}
    for path, text in leaves(answers):
        node = form.nodes.get(without_indexes(path))
        # What the form worked out for itself has no words of its own.
        if node is None or not form.label(node, language):
            continue
        said = Said(
            question=form.label(node, language),
            answer=names.answer(node, text),
            day=_day(text) if node["type"] in DAYS else None,
        )
        parts.setdefault(path.rpartition("/")[0], []).append(said)
    return tuple(
        Part(title=names.title(path), said=tuple(said)) for path, said in parts.items()
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _short(words: Mapping[str, str]) -> Mapping[str, str]:
    """Return labels without what stands in brackets, where they still differ so."""
    short = {code: word.partition(" (")[0] for code, word in words.items()}
    many = Counter(short.values())
    return {code: one if many[one] == 1 else words[code] for code, one in short.items()}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Names:
    form: Published
    country: str
    language: str

    def title(self, path: str) -> str:
        node = self.form.nodes.get(without_indexes(path))
        title = self.form.label(node, self.language) if node else ""
        if not path.endswith("]"):
            return title
        return f"{title} · {path.rpartition('[')[2][:-1]}"

    def answer(self, node: Mapping[str, Any], text: str) -> str:
        if node["type"] in CHOSEN:
            words = self.form.choices(node["list"], self.language)
            return ", ".join(words.get(code, code) for code in text.split())
        appearance = node.get("appearance", "").split()
        if "area" in appearance:
            return _areas(self.country, self.language).get(text, text)
        if "unit" in appearance:
            return office_names(self.country, self.language).get(text, text)
        return text


@lru_cache(maxsize=64)
def _areas(country: str, language: str) -> Mapping[str, str]:
    return area_names(country, language)
