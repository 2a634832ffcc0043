"""Results as IATI 2.03 XML, in the order of elements that its schema asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from lxml import etree

from ._figure import Activity, Baseline, Cell, Figure, Kind, NothingToHand, Scale


# The numbers of IATI's code lists ResultType, IndicatorMeasure, OrganisationRole.
_RESULT = {Kind.OUTPUT: "1", Kind.OUTCOME: "2", Kind.IMPACT: "3", Kind.OTHER: "9"}
_MEASURE = {Scale.NUMBER: "1", Scale.SHARE: "2"}
_FUNDING, _IMPLEMENTING = "1", "4"
_IN_IMPLEMENTATION, _ACTUAL_START = "2", "2"
# Vocabulary 99 is "the reporting organisation's own".
_OWN = "99"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Element = etree._Element


def iati(figures: Sequence[Figure], activity: Activity, *, at: datetime) -> bytes:
    """Return one activity with its results; raise NothingToHand.

    A figure without a value has its target, and a comment that says why there is none.
    """
    if not figures:
        raise NothingToHand("There is no figure to write.")
    written_at = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = etree.Element("iati-activities")
    root.set("version", "2.03")
    root.set("generated-datetime", written_at)
    one = etree.SubElement(root, "iati-activity")
    one.set("last-updated-datetime", written_at)
    one.set(_XML_LANG, activity.language)
    _head(one, activity, _places_of(figures))
    for figure in figures:
        _result(one, figure, activity)
    made: bytes = etree.tostring(
        root, encoding="UTF-8", xml_declaration=True, pretty_print=True
    )
    return made


def _head(one: Element, activity: Activity, places: Iterable[str]) -> None:
    """Write what the schema wants before the results."""
    _child(one, "iati-identifier").text = activity.identifier
    reporting, funding = activity.reporting, activity.funding
    _said(
        _child(one, "reporting-org", ref=reporting.ref, type=reporting.kind),
        reporting.name,
    )
    _said(_child(one, "title"), activity.title)
    _said(_child(one, "description"), activity.description)
    for role, each in ((_FUNDING, funding), (_IMPLEMENTING, reporting)):
        known = {"ref": each.ref} if each.ref else {}
        _said(
            _child(one, "participating-org", role=role, type=each.kind, **known),
            each.name,
        )
    _child(one, "activity-status", code=_IN_IMPLEMENTATION)
    started = {"iso-date": activity.started_on.isoformat()}
    _child(one, "activity-date", type=_ACTUAL_START, **started)
    _child(one, "recipient-country", code=activity.country.upper())
    for code in places:
        _said(_child(_child(one, "location", ref=code), "name"), _name(activity, code))
    _child(one, "sector", vocabulary="1", code=activity.sector)


def _result(one: Element, figure: Figure, activity: Activity) -> None:
    result = _child(one, "result", type=_RESULT[figure.kind])
    result.set("aggregation-status", "false")
    _label(_child(result, "title"), figure.label, activity.language)
    indicator = _child(result, "indicator", measure=_MEASURE[figure.scale])
    indicator.set("ascending", "true" if figure.ascending else "false")
    indicator.set("aggregation-status", "false")
    _label(_child(indicator, "title"), figure.label, activity.language)
    _said(_child(indicator, "description"), figure.definition, "en", activity.language)
    _child(indicator, "reference", vocabulary=_OWN, code=figure.code)
    if figure.baseline is not None:
        _baseline(indicator, figure, figure.baseline)
    _period(indicator, figure)


def _baseline(indicator: Element, figure: Figure, before: Baseline) -> None:
    last = before.span.last_day
    about = {"iso-date": last.isoformat()}
    value = figure.written(before.value)
    _child(indicator, "baseline", year=str(last.year), value=value, **about)


def _period(indicator: Element, figure: Figure) -> None:
    period = _child(indicator, "period")
    first, last = figure.period.first_day, figure.period.last_day
    _child(period, "period-start", **{"iso-date": first.isoformat()})
    _child(period, "period-end", **{"iso-date": last.isoformat()})
    if figure.target is not None:
        _child(period, "target", value=figure.written(figure.target))
    actual = _child(period, "actual")
    if figure.value is not None:
        actual.set("value", figure.written(figure.value))
    if figure.notes:
        _said(_child(actual, "comment"), " ".join(figure.notes))
    for cell in figure.cells:
        _cell(period, figure, cell)


def _cell(period: Element, figure: Figure, cell: Cell) -> None:
    actual = _child(period, "actual", value=figure.written(cell.value))
    for place in cell.places:
        _child(actual, "location", ref=place)
    for name, value in cell.dimensions:
        _child(actual, "dimension", name=name, value=value)


def _places_of(figures: Iterable[Figure]) -> list[str]:
    cells = (cell for figure in figures for cell in figure.cells)
    return sorted({place for cell in cells for place in cell.places})


def _name(activity: Activity, code: str) -> str:
    return activity.places.get(code, code)


def _child(parent: Element, tag: str, /, **attributes: str) -> Element:
    made = etree.SubElement(parent, tag)
    for key in sorted(attributes):
        made.set(key, attributes[key])
    return made


def _label(parent: Element, label: Mapping[str, str], language: str) -> None:
    """Write a label in the language of the file first, then in English."""
    for code in dict.fromkeys((language, "en")):
        if label.get(code):
            _said(parent, label[code], code, language)


def _said(parent: Element, text: str, language: str = "", default: str = "") -> None:
    narrative = _child(parent, "narrative")
    if language and language != default:
        narrative.set(_XML_LANG, language)
    narrative.text = text
