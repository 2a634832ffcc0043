from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('custody', '0001_initial'),
    ]

    operations = [
        migrations.RenameField(model_name='overduedraft', old_name='limit_hours', new_name='limit'),
        migrations.AddField(
            model_name='overduedraft',
            name='unit',
            field=models.CharField(default='hours', max_length=20),
        ),
        migrations.AlterField(
            model_name='custodyalarm',
            name='kind',
            field=models.CharField(choices=[('paralegal', 'Nobody of ours is with her'), ('attorney', 'No lawyer has it'), ('soon', 'Six hours are left'), ('over', 'The time is up'), ('stands', 'The clock stands still for long')], max_length=10),
        ),
    ]
