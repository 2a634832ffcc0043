"""A protected number in the reader's language: limits, classes, and what was rounded."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from payung.engines.indicators import Bound, Coarse


def limited(said: str, bound: Bound) -> str:
    """Return a number in words, with what is said where it is only a limit."""
    if bound is Bound.BELOW:
        return _("fewer than %(n)s") % {"n": said}
    return _("more than %(n)s") % {"n": said} if bound is Bound.ABOVE else said


def resting_on(value: Coarse) -> Iterator[str]:
    """Yield on about how many a number rests, and to what it was rounded."""
    if value.at_least is not None:
        yield (
            _("among %(low)s or more") % {"low": value.at_least}
            if value.at_most is None
            else _("among %(low)s to %(high)s")
            % {"low": value.at_least, "high": value.at_most}
        )
    if value.rounded_to is not None:
        yield _("to the nearest %(n)s") % {"n": value.rounded_to}
