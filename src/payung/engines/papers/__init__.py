"""Fill a Word template with what a case knows; name what it does not know.

What a template may say, and every field: docs/reference/papers.md.
"""

from __future__ import annotations

from ._fields import FIELDS, Field, Origin
from ._filling import RULE, Filled, Row, Value, Values, fill
from ._inside import BLANK_PROPERTIES
from ._reading import Block, BlockKind, read_blocks
from ._refusals import (
    BrokenTag,
    CarriesMore,
    LacksDraftLine,
    NoFontForScript,
    NotADocument,
    SaysMoreThanFields,
    UnfitTemplate,
    UnknownField,
)
from ._template import Template, fields_of, refuse_unfit, refuse_unknown


__all__ = [
    "BLANK_PROPERTIES",
    "FIELDS",
    "RULE",
    "Block",
    "BlockKind",
    "BrokenTag",
    "CarriesMore",
    "Field",
    "Filled",
    "LacksDraftLine",
    "NoFontForScript",
    "NotADocument",
    "Origin",
    "Row",
    "SaysMoreThanFields",
    "Template",
    "UnfitTemplate",
    "UnknownField",
    "Value",
    "Values",
    "fields_of",
    "fill",
    "read_blocks",
    "refuse_unfit",
    "refuse_unknown",
]
