import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import vault.fields
from journal.digests.week_triggers import functions, invalidates_week_digest
from vault.row_security import protect


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0004_experiments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="WeekDigest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("monday", models.DateField()),
                ("counts", vault.fields.SealedJSONField()),
                ("words", vault.fields.SealedTextField()),
                ("owner", models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "monday"), name="week_digest_one_per_user_and_week")],
            },
        ),
        migrations.CreateModel(
            name="YearDigest",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("first_day", models.DateField()),
                ("counts", vault.fields.SealedJSONField()),
                ("owner", models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("owner", "first_day"), name="year_digest_one_per_user_and_year")],
            },
        ),
        protect("journal_yeardigest"),
        protect("journal_weekdigest"),
        # Counts stay in the row, words go beside it: insights read the one, search the other.
        migrations.RunSQL(
            "ALTER TABLE journal_weekdigest ALTER counts SET STORAGE MAIN, ALTER words SET STORAGE EXTERNAL",
            migrations.RunSQL.noop,
        ),
        functions(),
        invalidates_week_digest("journal_entry"),
        invalidates_week_digest("journal_gratitudenote"),
        invalidates_week_digest("journal_tick"),
        invalidates_week_digest("journal_worksheet"),
    ]
