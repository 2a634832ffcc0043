"""Put a version of a report together: its numbers, its words, what changed, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from payung.engines.indicators import parse_period
from payung.programme.findings.charts import INK, Palette
from payung.programme.objectives.models import IndicatorSnapshot
from payung.programme.objectives.reference_sheets import all_sheets, sheet_of
from payung.programme.objectives.report_models import ReportLine, ReportVersion
from payung.programme.places.packs import pack_of

from .donors_known import donor_of, is_known, name_of_donor
from .numbers import NotIn, Shown, changes_between, is_protected, shown_of
from .page import (
    ReportPage,
    change_lines,
    digest_of,
    face_of,
    left_lines,
    rows_by_objective,
    told,
)
from .wording import Saying


def numbers_of(version: ReportVersion) -> tuple[Shown, ...]:
    """Return the numbers of a version as its reader sees them."""
    lines: Iterator[ReportLine] = (
        version.lines.select_related("snapshot", "released")
        .order_by("position")
        .iterator()
    )
    return shown_of(lines, version.report.country, at=version.numbers_at)


def page_of(version: ReportVersion, *, own_digits: bool) -> ReportPage:
    """Return a version as it reads on paper; a draft says that it is one."""
    say = Saying(language=version.language, own_digits=own_digits)
    return _page(version, say, INK(f"{face_of(version.language)}, Noto Sans"))


def screen_of(version: ReportVersion, *, own_digits: bool) -> ReportPage:
    """Return a version as it reads on a screen, which may be dark."""
    say = Saying(language=version.language, own_digits=own_digits)
    return _page(version, say, None)


def _page(version: ReportVersion, say: Saying, palette: Palette | None) -> ReportPage:
    report, face = version.report, face_of(version.language)
    pack = pack_of(report.country)
    shown = numbers_of(version)
    country = pack.name.get(version.language, pack.name["en"])
    made_on = version.numbers_at.astimezone(pack.zone()).date()
    return ReportPage(
        language=version.language,
        face=face,
        title=name_of_donor(report.donor, version.language),
        subtitle=f"{country} · {say.span(parse_period(report.period))}",
        version=say("version", number=str(version.number)),
        draft=say("draft") if version.sent_at is None else "",
        summary_title=say("summary"),
        summary=version.summary,
        heads=tuple(
            say(head) for head in ("indicator", "result", "target", "before", "records")
        ),
        release_head=say("release_head"),
        digits=say.digits("0123456789"),
        sections=rows_by_objective(shown, say, palette=palette),
        stories_title=say("stories"),
        stories=told(version.stories.order_by("position"), say),
        changes_title=say("changes"),
        changes=_changes(version, shown, say),
        left_title=say("left_out"),
        left=_left(version, shown, say),
        made_title=say("made_title"),
        made=say("made"),
        foot=f"{say('made_on')} {say.day(made_on)} · {say('digest')}: "
        f"{digest_of(shown)[:16]}",
        made_on=made_on,
    )


def moment_of(version: ReportVersion) -> datetime:
    """Return the moment that its files and exports speak of."""
    return version.sent_at or version.numbers_at


def _changes(
    version: ReportVersion, shown: tuple[Shown, ...], say: Saying
) -> tuple[str, ...]:
    """Return what changed since the last version that was sent."""
    earlier = version.report.versions.filter(
        number__lt=version.number, sent_at__isnull=False
    )
    last = earlier.order_by("-number").first()
    if last is None:
        return (say("changes_first"),)
    before = numbers_of(last)
    changes = changes_between(before, shown)
    return change_lines(changes, (*before, *shown), say) or (say("changes_none"),)


def _left(
    version: ReportVersion, shown: tuple[Shown, ...], say: Saying
) -> tuple[str, ...]:
    """Return what the donor asks for and does not stand here, in sentences.

    Where its file is gone nobody knows what it asks for: nothing is said of it.
    """
    if not is_known(version.report.donor):
        return ()
    return left_lines(_left_out(version, shown, say), say) or (say("left_none"),)


def _left_out(
    version: ReportVersion, shown: tuple[Shown, ...], say: Saying
) -> Iterator[tuple[str, NotIn]]:
    report = version.report
    there = {one.sheet.code for one in shown}
    wanted = donor_of(report.donor).indicators or tuple(
        sheet.code for sheet in all_sheets()
    )
    counted = set(
        IndicatorSnapshot.objects.filter(
            country=report.country,
            period=report.period,
            part="",
            taken_at__lte=version.numbers_at,
        ).values_list("indicator", flat=True)
    )
    for code in wanted:
        if code in there:
            continue
        sheet = sheet_of(code)
        name = sheet.name.get(say.language) or sheet.name["en"]
        held = code in counted and is_protected(sheet)
        yield name, NotIn.NOT_RELEASED if held else NotIn.NO_SNAPSHOT
