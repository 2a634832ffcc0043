"""Whoever is out has a clock of her own, help is called for until it is heard, and what
nobody needs any more is called off.
"""

from django.db import migrations, models
from django.db.models import F, Q


STAGES = ['needed', 'paired', 'en_route', 'on_scene', 'client_seen', 'complete', 'called_off']
OUT = ('paired', 'en_route', 'on_scene', 'client_seen')
REPORTS = [
    *('needed', 'due', 'accepted', 'withdrew', 'en_route', 'on_scene', 'client_seen'),
    *('checked_in', 'help', 'help_comes', 'completed', 'called_off'),
]
WHY = [
    ('settled', 'It is settled'),
    ('not_wanted', 'She does not want anybody to come'),
    ('not_safe', 'It is not safe to go there'),
    ('others_go', 'Others go there'),
    ('mistake', 'It was asked for by mistake'),
]


def codes(values):
    return [(value, value) for value in values]


def start_clocks(apps, schema_editor):
    responses = apps.get_model("hotline", "Response")
    responses.objects.filter(stage__in=OUT).update(report_at=F("due_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('hotline', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='response',
            name='report_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='response',
            name='alarm',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='response',
            name='called_off',
            field=models.CharField(blank=True, choices=WHY, default='', max_length=12),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name='response',
            name='stage',
            field=models.CharField(choices=codes(STAGES), max_length=12),
        ),
        migrations.AlterField(
            model_name='responseevent',
            name='stage',
            field=models.CharField(choices=codes(STAGES), max_length=12),
        ),
        migrations.AlterField(
            model_name='responseevent',
            name='report',
            field=models.CharField(choices=codes(REPORTS), max_length=12),
        ),
        migrations.RemoveConstraint(
            model_name='response',
            name='hotline_open_response_is_due',
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(
                condition=Q(stage__in=('complete', 'called_off')) | Q(due_at__isnull=False),
                name='hotline_open_response_is_due',
            ),
        ),
        migrations.RunPython(start_clocks, migrations.RunPython.noop),
    ]
