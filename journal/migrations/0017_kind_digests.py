import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vault.fields
from journal.digests.search_triggers import function, invalidates_kind_digest
from vault.row_security import protect


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0016_reminders"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KindDigest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("kind", models.CharField(max_length=30)),
                ("first_day", models.DateField()),
                ("words", vault.fields.SealedTextField()),
                ("owner", models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "kind", "first_day"), name="kind_digest_one_per_user_kind_and_year")],
            },
        ),
        protect("journal_kinddigest"),
        migrations.RunSQL(
            "ALTER TABLE journal_kinddigest ALTER words SET STORAGE EXTERNAL",
            migrations.RunSQL.noop,
        ),
        function(),
        invalidates_kind_digest("journal_goal", "created_at AT TIME ZONE 'UTC'"),
        invalidates_kind_digest("journal_datenight", "day"),
        invalidates_kind_digest("journal_review", "week"),
        invalidates_kind_digest("journal_talk", "week"),
        invalidates_kind_digest("journal_agreement", "agreed_on"),
        invalidates_kind_digest("journal_thread", "created_at AT TIME ZONE 'UTC'"),
        invalidates_kind_digest("journal_experiment", "begins_on"),
        invalidates_kind_digest("journal_slideranswers", "day"),
        invalidates_kind_digest("journal_sliderquestions"),
        invalidates_kind_digest("journal_ownword"),
    ]
