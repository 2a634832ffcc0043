"""Let counting a narrowed list read an index alone, never the wide rows."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0003_unplaced_settled"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="report",
            name="reports_rep_team_id_b39449_idx",
        ),
        migrations.RemoveIndex(
            model_name="report",
            name="reports_rep_team_id_64be87_idx",
        ),
        migrations.RemoveIndex(
            model_name="report",
            name="reports_rep_team_id_408a7b_idx",
        ),
        migrations.RemoveIndex(
            model_name="report",
            name="reports_rep_team_id_847b06_idx",
        ),
        migrations.RemoveIndex(
            model_name="report",
            name="reports_rep_team_id_38c69a_idx",
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=["team", "country", "received_at", "record"],
                name="reports_rep_team_id_ee4e71_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=[
                    "team",
                    "country",
                    "what",
                    "received_at",
                    "record",
                    "by_whom",
                    "stage",
                    "area",
                ],
                name="reports_list_by_what",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=[
                    "team",
                    "country",
                    "by_whom",
                    "received_at",
                    "record",
                    "what",
                    "stage",
                    "area",
                ],
                name="reports_list_by_by_whom",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=[
                    "team",
                    "country",
                    "stage",
                    "received_at",
                    "record",
                    "what",
                    "by_whom",
                    "area",
                ],
                name="reports_list_by_stage",
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(
                fields=[
                    "team",
                    "country",
                    "area",
                    "received_at",
                    "record",
                    "what",
                    "by_whom",
                    "stage",
                ],
                name="reports_list_by_area",
            ),
        ),
    ]
