"""The manual's page of the indicators, from the sheets and the worked examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ._example import Example
from ._sheets import Counted, Objective, Sheet


_HEAD = """\
# Indicators

This page is written from `src/payung/countries/codes/indicators/` and from the worked
examples of `engines/indicators` by a program: change those, then run
`python -m tools.write_indicators`.

No number is ever typed. Each is worked out from records by the rule named here, and kept
with the moment, the completeness of the records and a hash of the code. The intervals
hold the truth 19 times in 20, if not said otherwise: Wilson's for shares, the exact one
for counts, Student's for means; for means that have two ends, as a gain or a rating has,
Wilson's with Student's t, which stays between them. “Left out” stands beside the number, never inside it.

| release | who sees it |
|---|---|
| `SDC` | leaves a country only as a protected release |
| `partner` | the country and the region |
| `public` | anybody |

The names in Bengali, Indonesian, Burmese and Nepali are in the files; no speaker has
reviewed them yet.
"""
_TAIL = """
## Different people, without a list of people

How many different people came is asked of every programme, and the usual answer is a code
made of what people know of one another: initials, birthday, kind of work (a “UIC”). Such a
code is refused here. There are some two million of them in all; a program tries every one
in seconds, hashed or not, and so reads from the list who is on it. And several people share
one, so that the count is wrong as well.

Instead there are cards with 16 random bytes, and a *sketch* of each month: 3 kilobytes
that say how many different cards were seen, not which. Sketches of months are
joined, and whoever came twice is counted once.

- The key that a card is hashed with is needed to look anybody up. It is a secret like
  others, one per country and reporting year; sketches of two keys cannot be joined.
- Two cards may be taken for one. Among 9 people that happens under one key of 114, among
  50 under one of four; then fewer are counted than came. The interval says how many people
  may be behind what was seen: 8 (8 to 9), 50 (50 to 52). It is of whole people, and always
  allows for one more than were seen.
- From a thousand people on the count is 1 to 1.6 % off: 95 of 100 times less than 3.2 %.
- A sketch of a handful of people is as sensitive as their number. It stays in the country;
  only the count leaves, as a protected release.
- A lost card that is replaced counts as another person.
"""
_TITLES: Mapping[Objective, str] = {
    Objective.KNOWLEDGE: "Objective 1: knowing one's rights, and having somebody to turn to",
    Objective.DOCUMENTING: "Objective 2: violations are documented, and answered",
    Objective.POLICE: "Objective 3: the police are informed, and held to what they say",
    Objective.PEER_LEARNING: "Objective 4: countries learn from one another",
    Objective.REPLICATION: "Objective 5: what works is carried on elsewhere",
    Objective.OPERATIONS: "Operations: hotline, roster, dispatch",
}


_COUNTED: Mapping[Counted, str] = {
    Counted.ALL: "of all there is",
    Counted.KNOWN: "of what came to be known to us",
    Counted.SAMPLE: "from a sample or an estimate",
}


def render_indicators(sheets: Mapping[str, Sheet], examples: Iterable[Example]) -> str:
    """Return the page as Markdown."""
    by_code: dict[str, list[Example]] = {}
    for example in examples:
        by_code.setdefault(example.code, []).append(example)
    parts = [_HEAD]
    for objective in Objective:
        parts.append(f"\n## {_TITLES[objective]}\n")
        for sheet in sheets.values():
            if sheet.objective is objective:
                parts.extend(_sheet(sheet, by_code.get(sheet.code, [])))
    return "".join([*parts, _TAIL])


def _sheet(sheet: Sheet, examples: list[Example]) -> Iterator[str]:
    yield f"\n### {sheet.code}: {sheet.name['en']}\n\n{sheet.definition}\n\n"
    yield f"- **counts** {sheet.numerator}\n"
    if sheet.denominator:
        yield f"- **over** {sheet.denominator}\n"
    yield f"- **divided by** {', '.join(axis.replace('_', ' ') for axis in sheet.by)}\n"
    yield f"- **is** {_kind(sheet)}\n"
    yield f"- **stands on** {sheet.standard}\n"
    yield f"- **cannot tell** {sheet.limits}\n"
    yield f"- **rule** {', '.join(f'`{rule}`' for rule in sheet.rules)}\n"
    if examples:
        yield "\n| given | comes out as |\n|---|---|\n"
        yield from (f"| {each.given} | {each.answer} |\n" for each in examples)


def _kind(sheet: Sheet) -> str:
    words = (
        sheet.level,
        sheet.measure,
        _COUNTED[sheet.counted],
        sheet.frequency,
        f"release {sheet.release}",
    )
    return ", ".join(word.replace("_", "-") for word in words)
