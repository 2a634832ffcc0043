"""An answer of ours is taken once, and more from the same caller is written down."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('hotline', '0002_help_until_heard'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnAnswer',
            fields=[
                ('source_key', models.CharField(max_length=120, primary_key=True, serialize=False)),
                ('kept_at', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.AlterField(
            model_name='contactevent',
            name='event',
            field=models.CharField(choices=[('opened', 'opened'), ('started', 'started'), ('due', 'due'), ('all_busy', 'all_busy'), ('hung_up', 'hung_up'), ('raised', 'raised'), ('accepted', 'accepted'), ('reached', 'reached'), ('not_reached', 'not_reached'), ('wrote_again', 'wrote_again'), ('rang_again', 'rang_again'), ('checked_in', 'checked_in'), ('gave_back', 'gave_back'), ('shift_ended', 'shift_ended'), ('took_over', 'took_over'), ('typed', 'typed'), ('closed', 'closed')], max_length=12),
        ),
    ]
