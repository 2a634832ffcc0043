"""Cards are forgotten, and what is kept of them until then is under a key.

A digest that was plain becomes the keyed digest of itself: no card is printed again.
"""

from django.db import migrations, models


def put_under_the_key(apps, schema_editor):
    from payung.programme.activities.cards import kept_of

    cards = apps.get_model("activities", "Card")
    for card in cards.objects.only("digest").iterator():
        card.digest = kept_of(card.digest)
        card.save(update_fields=["digest"])


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0004_apart_from_the_plan'),
    ]

    operations = [
        migrations.CreateModel(
            name='CardsShown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(max_length=2)),
                ('work', models.CharField(choices=[('room', 'In a room'), ('outreach', 'On a visit'), ('course', 'In a course')], max_length=8)),
                ('period', models.CharField(max_length=8)),
                ('count', models.PositiveIntegerField()),
                ('parts', models.JSONField(default=dict)),
                ('sketch', models.BinaryField(null=True)),
                ('forgotten_at', models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name='cardsshown',
            constraint=models.UniqueConstraint(fields=('country', 'work', 'period'), name='activities_cards_shown_once'),
        ),
        migrations.AddField(
            model_name='participation',
            name='by_card',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RemoveConstraint(
            model_name='participation',
            name='activities_category_once',
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(condition=models.Q(('card', None)), fields=('activity', 'category', 'by_card'), name='activities_category_once'),
        ),
        migrations.RunPython(put_under_the_key),
    ]
