"""Whether words of a report came from elsewhere and were not read again in it."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("objectives", "0003_scores_and_forms_sent_twice")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="is_carried",
            field=models.BooleanField(default=False),
        )
        for name in ("reportversion", "reportline", "outcomestory")
    ]
