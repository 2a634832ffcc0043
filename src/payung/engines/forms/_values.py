"""Whether a coded answer is what its question asks for: the server's guard against free text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from ._answers import Answers, leaves, without_indexes
from ._form import Form


Node = dict[str, Any]
CODE = re.compile(r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,31}\Z")
INTEGER = re.compile(r"\A-?[0-9]{1,15}\Z")
DECIMAL = re.compile(r"\A-?[0-9]{1,15}(\.[0-9]{1,15})?\Z")
FILE_NAME = re.compile(r"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")


def not_as_asked(answers: Answers, form: Form) -> tuple[str, ...]:
    """Return the paths whose text is not what the question asks for, or that the form lacks.

    Choices must be in their list, numbers numbers, days days; a text must be a code: one
    short word of ASCII letters, digits and . _ -. A name of one word is such a code, so
    whoever has the lists of areas and units must look areas and units up as well.
    """
    questions = form.questions()
    return tuple(
        path
        for path, text in leaves(answers)
        if not _fits(text, questions.get(without_indexes(path)), form)
    )


def _fits(text: str, node: Node | None, form: Form) -> bool:
    if node is None:
        return False
    kind = node["type"]
    if kind in ("select_one", "select_multiple", "rank"):
        chosen = [text] if kind == "select_one" else text.split(" ")
        return set(chosen) <= form.offered(node) and len(set(chosen)) == len(chosen)
    return FITS.get(kind, _is_code)(text)


def _is_code(text: str) -> bool:
    return CODE.match(text) is not None


def _reads(reader: Callable[[str], object], shape: str) -> Callable[[str], bool]:
    pattern = re.compile(shape, re.ASCII)

    def fits(text: str) -> bool:
        try:
            reader(text)
        except ValueError:
            return False
        return pattern.fullmatch(text) is not None

    return fits


_DAY = r"\d{4}-\d\d-\d\d"
_TIME = r"\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?"
_moment = _reads(datetime.fromisoformat, f"{_DAY}T{_TIME}")

FITS: dict[str, Callable[[str], bool]] = {
    "integer": lambda text: INTEGER.match(text) is not None,
    "decimal": lambda text: DECIMAL.match(text) is not None,
    "range": lambda text: DECIMAL.match(text) is not None,
    "date": _reads(date.fromisoformat, _DAY),
    "today": _reads(date.fromisoformat, _DAY),
    "time": _reads(time.fromisoformat, _TIME),
    "dateTime": _moment,
    "start": _moment,
    "end": _moment,
    "acknowledge": lambda text: text == "OK",
    "image": lambda text: FILE_NAME.match(text) is not None,
    "audio": lambda text: FILE_NAME.match(text) is not None,
    "video": lambda text: FILE_NAME.match(text) is not None,
    "file": lambda text: FILE_NAME.match(text) is not None,
}
