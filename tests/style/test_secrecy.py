"""Every field of every model of ours says how secret it is."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from payung.programme.people.sealed_fields import SealedField


OURS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("payung.programme.")
]


def declared(model: type[models.Model]) -> dict[str, str]:
    secrecy = model.Secrecy  # type: ignore[attr-defined]
    return {
        name: level
        for level in ("sealed", "coded", "plain")
        for name in getattr(secrecy, level, ())
    }


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_field_is_declared_sealed_coded_or_plain(
    model: type[models.Model],
) -> None:
    fields = {field.name for field in model._meta.fields}

    assert set(declared(model)) == fields


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_what_is_declared_sealed_is_kept_as_an_envelope(
    model: type[models.Model],
) -> None:
    sealed = {name for name, level in declared(model).items() if level == "sealed"}
    envelopes = {f.name for f in model._meta.fields if isinstance(f, SealedField)}

    assert sealed == envelopes


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_field_is_declared_twice(model: type[models.Model]) -> None:
    secrecy = model.Secrecy  # type: ignore[attr-defined]
    levels = ("sealed", "coded", "plain")

    names = [name for level in levels for name in getattr(secrecy, level, ())]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_long_free_text_is_kept_in_clear(model: type[models.Model]) -> None:
    free = [f.name for f in model._meta.fields if isinstance(f, models.TextField)]

    assert [n for n in free if declared(model)[n] not in {"plain", "coded"}] == []
