"""Words removed for good: the old sealed text leaves the database's own log too."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection  # noqa: F401 - read by skipif

from payung.programme.cases.models import Case, Masked, MaskReason
from payung.programme.cases.staff_notes.masking import Where, mask_words, remove_words
from tests.programme.consents.conftest import NOW, one_case
from tests.programme.consents.test_shredding import files_of_database


AtOnce = Callable[..., list[BaseException]]


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'",
    reason="where PostgreSQL keeps dead rows, the explanation page says",
)
def test_no_byte_of_the_old_text_is_left_in_the_files_of_the_database(
    at_once: AtOnce, tmp_path: Path
) -> None:
    case, [maya, *_others] = one_case()
    title = Case.objects.get(pk=case.pk).title
    assert title is not None
    needle = title.data[8:40]
    where = Where(part=Masked.TITLE)
    [mask] = mask_words(
        actor=maya,
        case=case,
        where=where,
        words="tea shop",
        reason=MaskReason.NOT_NEEDED,
        at=NOW,
    )
    before = files_of_database(tmp_path)

    remove_words(actor=maya, case=case, mask_id=mask.pk, at=NOW)

    assert needle in before
    assert needle not in files_of_database(tmp_path)
