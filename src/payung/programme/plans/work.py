"""Say to the apps that carry out the plan what its lines say."""

from __future__ import annotations

from payung.programme.activities.line_words import answer_with

from .late import what_it_is


answer_with(what_it_is)
