"""A certificate says no more whose it is, and its token is kept under a key.

A digest that was plain becomes the keyed digest of itself: no paper is printed again.
"""

from django.db import migrations, models


def count_papers(apps, schema_editor):
    certificates = apps.get_model("learning", "Certificate")
    given = certificates.objects.filter(enrolment__isnull=False)
    enrolments = apps.get_model("learning", "Enrolment")
    enrolments.objects.filter(pk__in=given.values("enrolment")).update(papers=1)


def put_under_the_key(apps, schema_editor):
    from payung.programme.learning.certificates import kept_of

    copies = apps.get_model("learning", "CertificateCopy")
    for copy in copies.objects.only("digest").iterator():
        copy.digest = kept_of(copy.digest)
        copy.save(update_fields=["digest"])


class Migration(migrations.Migration):

    dependencies = [
        ('learning', '0003_rights_used'),
    ]

    operations = [
        migrations.AddField(
            model_name='enrolment',
            name='papers',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.RunPython(count_papers),
        migrations.RunPython(put_under_the_key),
        migrations.RemoveField(
            model_name='certificate',
            name='enrolment',
        ),
    ]
