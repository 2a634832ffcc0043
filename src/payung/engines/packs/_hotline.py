"""Reading hotline.toml: what a line does, what it says, and what the community voted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from payung.engines.dispatch import Priority, Prompt

from ._sheet import Sheet, refuse_doubles


FILE = "hotline.toml"
KEYS = tuple("0123456789*#")
# What our own people are told by SMS; those that are answered carry {code}.
SAYINGS = (
    "take",
    "call_back",
    "taken",
    "remind",
    "hand_over",
    "look",
    "help",
    "go",
    "report",
    "still",
    "drill",
)
ANSWERED = ("take", "hand_over", "go", "report", "still", "drill")
# One SMS in letters that are not Latin holds 70 signs; two are sent at most.
LONGEST_TEXT = 130
# A phone may lie on a table: none of these words belongs on its screen.
REVEALING = re.compile(
    r"violence|sex work|police|polis|arrest|hotline|raid|victim|lawyer|complaint",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class MenuChoice:
    """A key the caller may press, and the area it stands for."""

    digit: str
    area: str
    label: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class LineRules:
    """What one line does; its number is set by the country team, never here.

    `rejects` is set where a call is ended at once and called back, which costs the
    caller nothing. `danger_key` is "" where there is none.
    """

    code: str
    label: Mapping[str, str]
    priority: Priority
    rejects: bool
    danger_key: str
    menu: tuple[MenuChoice, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class CallBackPolicy:
    """Whether callers are called back, and the local hours in which they are not.

    Somebody else may hold her phone. `voted_on` is the day the community decided; None
    where it has not, and the page says so.
    """

    allowed: bool
    not_from: time | None
    not_until: time | None
    voted_on: date | None
    source: str

    def permits(self, local: time) -> bool:
        """Return whether calling back is allowed at this time of day."""
        if not self.allowed or self.not_from is None or self.not_until is None:
            return self.allowed
        if self.not_from <= self.not_until:
            return not self.not_from <= local < self.not_until
        return self.not_until <= local < self.not_from


@dataclass(frozen=True, kw_only=True, slots=True)
class Hotline:
    """Everything hotline.toml says.

    `texts` and `prompts` are by saying or prompt, then language. `reply` is the neutral
    answer to a stranger's text or missed call, empty where none is sent.
    """

    lines: tuple[LineRules, ...]
    call_back: CallBackPolicy
    texts: Mapping[str, Mapping[str, str]]
    prompts: Mapping[str, Mapping[str, str]]
    reply: Mapping[str, str]
    tests_a_week: int
    proof_hours: int

    def line(self, code: str) -> LineRules | None:
        """Return the rules of one line, or None where the pack has none of this code."""
        return next((line for line in self.lines if line.code == code), None)


NO_HOTLINE = Hotline(
    lines=(),
    call_back=CallBackPolicy(
        allowed=False, not_from=None, not_until=None, voted_on=None, source=""
    ),
    texts={},
    prompts={},
    reply={},
    tests_a_week=0,
    proof_hours=4,
)


def read_hotline(sheet: Sheet, areas: frozenset[str]) -> Hotline:
    """Return what hotline.toml says; areas of menus are held against `areas`."""
    lines = tuple(_line(table, areas) for table in sheet.tables("lines"))
    refuse_doubles(sheet, "lines", [line.code for line in lines])
    tests = sheet.table("tests")
    hotline = Hotline(
        lines=lines,
        call_back=_call_back(sheet.table("call_back")),
        texts=_texts(sheet.table("texts")),
        prompts=_prompts(sheet.table("prompts")),
        reply=_reply(sheet),
        tests_a_week=tests.number("a_week", least=1),
        proof_hours=tests.number("proof_hours", least=1),
    )
    tests.finish()
    if not lines:
        sheet.say("lines", "names no line.", "Begin a first one with [[lines]].")
    sheet.finish()
    return hotline


def _line(sheet: Sheet, areas: frozenset[str]) -> LineRules:
    menu = tuple(_choice(table, areas) for table in sheet.tables("menu"))
    refuse_doubles(sheet, "menu", [choice.digit for choice in menu])
    line = LineRules(
        code=sheet.text("code"),
        label=sheet.label("label"),
        priority=sheet.choice("priority", Priority, Priority.B),
        rejects=sheet.flag("rejects", default=False),
        danger_key=sheet.optional_text("danger_key"),
        menu=menu,
    )
    if line.danger_key and line.danger_key not in KEYS:
        sheet.say("danger_key", "is not a key of a telephone.", "Use 0 to 9, * or #.")
    if line.danger_key in [choice.digit for choice in menu]:
        sheet.say("danger_key", "is also a key of the menu.", "Choose another.")
    sheet.finish()
    return line


def _choice(sheet: Sheet, areas: frozenset[str]) -> MenuChoice:
    choice = MenuChoice(
        digit=sheet.word("digit", KEYS),
        area=sheet.text("area"),
        label=sheet.label("label"),
    )
    if areas and choice.area not in areas:
        sheet.say("area", f"'{choice.area}' is not in places.csv.", "Correct the code.")
    sheet.finish()
    return choice


def _call_back(sheet: Sheet) -> CallBackPolicy:
    policy = CallBackPolicy(
        allowed=sheet.flag("allowed", default=False),
        not_from=_time(sheet, "not_from"),
        not_until=_time(sheet, "not_until"),
        voted_on=sheet.day("voted_on"),
        source=sheet.text("source"),
    )
    if sheet.has("not_from") != sheet.has("not_until"):
        sheet.say("not_from", "stands without its other end.", "Write both, or none.")
    sheet.finish()
    return policy


def _time(sheet: Sheet, key: str) -> time | None:
    text = sheet.optional_text(key)
    try:
        return time.fromisoformat(text) if text else None
    except ValueError:
        sheet.say(key, f"'{text}' is not a time of day.", 'Write it as "23:00".')
        return None


def _texts(sheet: Sheet) -> Mapping[str, Mapping[str, str]]:
    texts = {saying: sheet.label(saying) for saying in SAYINGS}
    for saying, label in texts.items():
        for language, words in label.items():
            _check_words(sheet, f"{saying}.{language}", words)
            if saying in ANSWERED and "{code}" not in words:
                sheet.say(
                    f"{saying}.{language}",
                    "does not say what to answer.",
                    "Put {code} where the four digits go.",
                )
    sheet.finish()
    return texts


def _reply(sheet: Sheet) -> Mapping[str, str]:
    if not sheet.has("reply"):
        return {}
    label = sheet.label("reply")
    for language, words in label.items():
        _check_words(sheet, f"reply.{language}", words)
    return label


def _check_words(sheet: Sheet, key: str, words: str) -> None:
    found = REVEALING.search(words)
    if found:
        sheet.say(
            key,
            f"says '{found.group()}', and anybody may see that screen.",
            "Say it so that it could be about anything.",
        )
    if len(words) > LONGEST_TEXT:
        sheet.say(key, f"has {len(words)} signs.", f"Say it in {LONGEST_TEXT}.")


def _prompts(sheet: Sheet) -> Mapping[str, Mapping[str, str]]:
    prompts = {prompt.value: sheet.label(prompt.value) for prompt in Prompt}
    sheet.finish()
    return prompts
