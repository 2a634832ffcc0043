"""Those who go out say how it goes by a digit, and owners that it still is theirs."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('alerts', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='message',
            name='saying',
            field=models.CharField(choices=[('take', 'Somebody waits. Take it?'), ('call_back', 'Somebody is to be called back'), ('taken', 'Somebody else has it'), ('remind', 'Say how it goes'), ('hand_over', 'Take over?'), ('look', 'Look at the page'), ('help', 'A pair has not reported'), ('go', 'Can you go there?'), ('report', 'Say how it goes out there'), ('still', 'Is it still yours?'), ('drill', 'A test')], max_length=12),
        ),
    ]
