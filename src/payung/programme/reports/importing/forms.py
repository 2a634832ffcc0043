"""What a person gives to begin with: a file, and the form it was filled in."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from payung.programme.people.models import Team
from payung.programme.reports.models import FormVersion


class GiveFile(forms.Form):
    """A file of data; the form is one that is known here, or comes along."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_(
            "Submissions as XML (several in a ZIP), an export of ODK Central or Kobo "
            "as CSV or ZIP, or a spreadsheet as XLSX or CSV. At most 32 MB."
        ),
    )
    form = forms.ChoiceField(label=_("The form it was filled in"), required=False)
    xlsform = forms.FileField(
        label=_("If the form is not in the list: its XLSForm"), required=False
    )
    team = forms.ChoiceField(label=_("For which team"))

    def __init__(
        self,
        *given: object,
        versions: Sequence[FormVersion],
        teams: Sequence[Team],
    ) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._offer(
            "form", [("", "-"), *((str(row.pk), _named(row)) for row in versions)]
        )
        self._offer("team", [(str(team.pk), team.name) for team in teams])
        if versions and versions[0].in_use:
            self.fields["form"].initial = str(versions[0].pk)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for mypy)
        field.choices = choices

    def clean(self) -> dict[str, object]:
        """Ask for the form where neither of the two was given."""
        given = super().clean() or {}
        if not given.get("form") and not given.get("xlsform"):
            self.add_error("form", _("Choose the form, or give its XLSForm."))
        return given


def _named(row: FormVersion) -> str:
    titles: dict[str, str] = row.title
    return f"{next(iter(titles.values()), row.form_id)} ({row.version})"
