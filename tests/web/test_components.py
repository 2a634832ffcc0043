"""Components as a reader meets them."""

from __future__ import annotations

from django import forms
from django.template.loader import render_to_string


class Asking(forms.Form):
    """Two kinds of question."""

    team = forms.CharField(help_text="As people call it.")
    kind = forms.ChoiceField(choices=[("a", "First")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def field(name: str, data: dict[str, str] | None = None) -> str:
    """Return one field as the component draws it."""
    return render_to_string("components/field.html", {"field": Asking(data)[name]})


def test_help_and_what_to_mend_are_tied_to_the_field_they_speak_of() -> None:
    html = field("team", {"team": ""})

    assert 'aria-describedby="id_team_helptext id_team_error"' in html
    assert 'id="id_team_helptext"' in html
    assert 'id="id_team_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_label_belongs_to_its_field() -> None:
    html = field("team")

    assert '<label for="id_team">Team' in html


def test_choices_are_one_group_with_one_question() -> None:
    html = field("kind")

    assert html.count("<legend>") == 1
    assert html.count("</fieldset>") == 1
    assert 'for="id_kind_0"' in html


def test_a_hidden_field_draws_nothing_else() -> None:
    html = field("secret").strip()

    assert html == '<input type="hidden" name="secret" id="id_secret">'


def test_what_a_person_wrote_is_never_markup() -> None:
    html = render_to_string(
        "components/todo_row.html", {"title": "<b>x</b>", "url": "#", "when": ""}
    )

    assert "<b>x</b>" not in html
    assert "&lt;b&gt;x&lt;/b&gt;" in html


def test_a_clock_without_a_lawyer_says_so() -> None:
    html = render_to_string("components/clock.html", {"verified": False})

    assert "Not verified by a lawyer." in html


def test_a_clock_with_a_lawyer_does_not_say_otherwise() -> None:
    html = render_to_string("components/clock.html", {"verified": True})

    assert "Not verified" not in html


def test_a_hidden_area_is_hatched_and_told() -> None:
    html = render_to_string(
        "components/map_card.html",
        {"areas": [("M0 0h1", "", "North")], "hidden_words": "One is hidden."},
    )

    assert '<path d="M0 0h1" fill="url(#hatch)">' in html
    assert "One is hidden." in html
    assert 'id="hatch"' in html
