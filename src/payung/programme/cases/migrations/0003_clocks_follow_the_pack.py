from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_law_side'),
    ]

    operations = [
        migrations.AddField(
            model_name='arrest',
            name='figured_by',
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AlterField(
            model_name='custodyevent',
            name='kind',
            field=models.CharField(choices=[('received', 'Received'), ('opened', 'Its name was read'), ('downloaded', 'Downloaded'), ('verified', 'Checked'), ('found_changed', 'Found to be changed'), ('working_copy', 'A working copy was made'), ('copy_used', 'The working copy was downloaded'), ('bundled', 'Put into a bundle'), ('transferred', 'Handed over'), ('stamped', 'Time-stamped'), ('let_go', 'Let go of: she does not want it kept. Nobody can open it')], max_length=14),
        ),
        migrations.AddIndex(
            model_name='arrest',
            index=models.Index(fields=['figured_by'], name='cases_arrest_figured_by'),
        ),
    ]
