"""Fill a template in memory: what is missing becomes a line to write on."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from ._fields import Field
from ._inside import packed, parts_of
from ._tags import FENCED, opened, plain
from ._template import Template, refuse_unknown


# A rule to write on by hand; long enough for a name.
RULE = "_" * 20
# What no XML file may hold, what docxtpl would read as a new page or paragraph, and the
# signs that turn the direction of the words around them.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_AS_XML = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'{}%#"}

Row = Mapping[str, str | bool]
# A text, whether something is so, or the rows of a list.
Value = str | bool | tuple[Row, ...]
Values = Mapping[str, Value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """A paper, and the fields for which it has a line to write on instead."""

    content: bytes = field(repr=False)
    missing: tuple[str, ...]


def fill(template: Template, values: Values) -> Filled:
    """Return the template filled in; raise an UnfitTemplate where it cannot be.

    The same template and values give the same bytes. A value is text whatever is in
    it. A field without a value is a rule in the paper and is named in `missing`;
    values that the template does not ask for stay out of it.
    """
    refuse_unknown(template)
    missing: dict[str, None] = {}
    words = {
        name: _given(known, values.get(name), missing)
        for name, known in template.known.items()
    }
    document = opened(plain(template.file, template.content))
    document.render(words, jinja_env=FENCED)
    kept = io.BytesIO()
    document.save(kept)
    parts = parts_of(template.file, kept.getvalue())
    return Filled(content=packed(parts), missing=tuple(missing))


def _given(
    known: Field,
    value: Value | None,
    missing: dict[str, None],
) -> object:
    if known.columns:
        rows = value if isinstance(value, tuple) else ()
        if not rows:
            return _NoRows(known.name, known.columns, missing)
        return [_row(known, row, missing) for row in rows]
    if value is None or isinstance(value, tuple):
        return _Blank(known.name, missing)
    return _text(value)


def _row(known: Field, row: Row, missing: dict[str, None]) -> dict[str, object]:
    return {
        column: _text(row[column])
        if column in row
        else _Blank(f"{known.name}.{column}", missing)
        for column in known.columns
    }


def _text(value: str | bool) -> object:
    """Return a value as XML text that neither Jinja nor docxtpl can read as a tag."""
    if isinstance(value, bool):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return Markup(_NOT_TEXT.sub("", lines).translate(_AS_XML))  # noqa: S704 (escaped)


class _Blank:
    """Nothing is known: false when asked for, a rule when put into the text."""

    def __init__(self, name: str, missing: dict[str, None]) -> None:
        self._name, self._missing = name, missing

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        self._missing[self._name] = None
        return RULE

    def __html__(self) -> str:
        return str(self)


class _NoRows:
    """A list of which nothing is known: false when asked for, one row of rules."""

    def __init__(
        self, name: str, columns: tuple[str, ...], missing: dict[str, None]
    ) -> None:
        self._name, self._columns, self._missing = name, columns, missing

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Mapping[str, _Blank]]:
        yield {c: _Blank(self._name, self._missing) for c in self._columns}
