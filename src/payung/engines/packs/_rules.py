"""Reading consent.toml, disclosure.toml, targets.toml and advocacy/asks.toml."""

from __future__ import annotations

from ._pack import Ask, Audience, DisclosureRules, Purpose, Target
from ._sheet import Sheet, refuse_doubles


# Below these a pack may not go, whatever a country decides: a count of four in a
# small district is four people whom a police officer can name.
SMALLEST_CELL_FLOOR = 5
DOMINANCE_CEILING = 80
SHORTEST_PERIOD_FLOOR = 28

PURPOSES = (
    "c_service",
    "c_narrative",
    "c_identity",
    "c_attorney",
    "c_evidence",
    "c_stats",
    "c_alert",
    "c_story",
    "c_police_anon",
    "c_complaint",
)
OPENS = frozenset(
    {
        "identity",
        "contact",
        "story",
        "details",
        "evidence",
        "stats",
        "attorney",
        "alert",
        "publication",
        "police_totals",
        "complaint",
    }
)
# Four asks stand on the second page of a brief, under a map.
LONGEST_ASK = 160
TARGET_UNITS = ("seconds", "minutes", "hours", "days", "months", "immediate")


def read_purposes(sheet: Sheet) -> tuple[Purpose, ...]:
    """Return the ten purposes of consent.toml."""
    purposes = tuple(_purpose(table) for table in sheet.tables("purposes"))
    codes = [purpose.code for purpose in purposes]
    refuse_doubles(sheet, "purposes", codes)
    for code in PURPOSES:
        if code not in codes:
            sheet.say(
                f"purposes[{code}]",
                "this purpose is missing.",
                "Add it; nothing may be opened that nobody was asked about.",
            )
    sheet.finish()
    return purposes


def _purpose(sheet: Sheet) -> Purpose:
    purpose = Purpose(
        code=sheet.word("code", PURPOSES),
        label=sheet.label("label"),
        opens=sheet.texts("opens"),
    )
    for group in purpose.opens:
        if group not in OPENS:
            sheet.say(
                "opens",
                f"'{group}' is not something that can be opened.",
                f"Use one of: {', '.join(sorted(OPENS))}.",
            )
    if not purpose.opens:
        sheet.say("opens", "opens nothing.", "Name what this consent opens.")
    sheet.finish()
    return purpose


def read_disclosure(sheet: Sheet) -> DisclosureRules:
    """Return the rules of disclosure.toml, never weaker than the floor."""
    smallest = _at_least(sheet, "smallest_cell", SMALLEST_CELL_FLOOR)
    rules = DisclosureRules(
        smallest_cell=smallest,
        dominance_percent=_at_most(sheet, "dominance_percent", DOMINANCE_CEILING),
        shortest_period_days=_at_least(
            sheet, "shortest_period_days", SHORTEST_PERIOD_FLOOR
        ),
        audiences=tuple(_audience(t, smallest) for t in sheet.tables("audiences")),
    )
    refuse_doubles(sheet, "audiences", [one.code for one in rules.audiences])
    sheet.finish()
    return rules


def _audience(sheet: Sheet, smallest: int) -> Audience:
    audience = Audience(
        code=sheet.text("code"),
        label=sheet.label("label"),
        may_receive=sheet.flag("may_receive", default=False),
        smallest_cell=_at_least(sheet, "smallest_cell", smallest),
        finest_level=sheet.number("finest_level"),
    )
    if not sheet.has("may_receive"):
        sheet.say("may_receive", "is missing.", "Write true or false.")
    sheet.finish()
    return audience


def _at_least(sheet: Sheet, key: str, floor: int) -> int:
    value = sheet.number(key)
    if sheet.has(key) and value < floor:
        sheet.say(
            key,
            f"is {value}, which protects people less than {floor}.",
            f"Write {floor} or more.",
        )
    return max(value, floor)


def _at_most(sheet: Sheet, key: str, ceiling: int) -> int:
    value = sheet.number(key, least=1)
    if value > ceiling:
        sheet.say(
            key,
            f"is {value}, which protects people less than {ceiling}.",
            f"Write {ceiling} or less.",
        )
    return min(value, ceiling)


def read_targets(sheet: Sheet) -> tuple[Target, ...]:
    """Return the response targets of targets.toml."""
    targets = tuple(_target(table) for table in sheet.tables("targets"))
    refuse_doubles(sheet, "targets", [target.code for target in targets])
    sheet.finish()
    return targets


def _target(sheet: Sheet) -> Target:
    unit = sheet.word("unit", TARGET_UNITS)
    target = Target(
        code=sheet.text("code"),
        label=sheet.label("label"),
        limit=0 if unit == "immediate" else sheet.number("limit", least=1),
        unit=unit,
        source=sheet.text("source"),
    )
    sheet.finish()
    return target


def read_asks(sheet: Sheet) -> tuple[Ask, ...]:
    """Return what a brief can ask for, of asks.toml."""
    asks = tuple(_ask(table) for table in sheet.tables("asks"))
    refuse_doubles(sheet, "asks", [ask.code for ask in asks])
    if not asks:
        sheet.say("asks", "asks for nothing.", "Begin a first one with [[asks]].")
    sheet.finish()
    return asks


def _ask(sheet: Sheet) -> Ask:
    ask = Ask(code=sheet.text("code"), label=sheet.label("label"))
    for language, words in ask.label.items():
        if len(words) > LONGEST_ASK:
            sheet.say(
                f"label.{language}",
                f"is {len(words)} letters long.",
                f"Say it in {LONGEST_ASK}: it must fit beside others on a page.",
            )
    sheet.finish()
    return ask
