"""Remember what became of a note that was set aside; nothing of it is deleted."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_imports")]

    operations = [
        migrations.AddField(
            model_name="unplaced",
            name="became",
            field=models.CharField(blank=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="unplaced",
            name="settled_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="unplaced",
            name="settled_by",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
    ]
