"""Read a filled paper back as blocks of text, for a page that shows it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from docx import Document


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    LINE = "line"
    # A line that begins with an empty box, to be ticked.
    BOX = "box"
    ROW = "row"


BOX = "☐"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One block of a paper: its kind, and its text (one for each cell of a row)."""

    kind: BlockKind
    texts: tuple[str, ...]


def read_blocks(content: bytes) -> tuple[Block, ...]:
    """Return the blocks of a filled paper, in order, without empty ones."""
    document: Any = Document(io.BytesIO(content))
    return tuple(block for item in document.iter_inner_content() for block in _of(item))


def _of(item: Any) -> Iterator[Block]:
    if hasattr(item, "rows"):
        for row in item.rows:
            yield Block(
                kind=BlockKind.ROW, texts=tuple(cell.text for cell in row.cells)
            )
        return
    text = item.text.strip()
    if not text:
        return
    if item.style is not None and item.style.name.startswith(("Heading", "Title")):
        yield Block(kind=BlockKind.HEADING, texts=(text,))
    elif text.startswith(BOX):
        yield Block(kind=BlockKind.BOX, texts=(text.removeprefix(BOX).strip(),))
    else:
        yield Block(kind=BlockKind.LINE, texts=(text,))
