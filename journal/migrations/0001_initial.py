import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.utils.timezone
import uuid
import vault.fields
from django.conf import settings
from django.db import migrations, models

from vault.row_security import protect


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("first_day", models.DateField(verbose_name="first time")),
                ("title", vault.fields.SealedTextField()),
                ("why", vault.fields.SealedTextField()),
                ("plan", vault.fields.SealedTextField()),
                ("steps", vault.fields.SealedJSONField()),
                ("rule", vault.fields.SealedTextField()),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GratitudeNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "happened_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="when"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("kept", "Kept"), ("said", "Said")],
                        default="kept",
                        max_length=10,
                    ),
                ),
                ("about", vault.fields.SealedTextField()),
                ("what_they_did", vault.fields.SealedTextField()),
                ("what_it_did", vault.fields.SealedTextField()),
                ("what_it_says", vault.fields.SealedTextField()),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Tick",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("happened_at", models.DateTimeField(verbose_name="when")),
                ("day", models.DateField()),
                ("state", vault.fields.SealedTextField()),
                (
                    "goal",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="journal.goal",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "happened_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="when"
                    ),
                ),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                ("feelings", vault.fields.SealedJSONField()),
                ("triggers", vault.fields.SealedJSONField()),
                ("what_happened", vault.fields.SealedTextField()),
                ("story", vault.fields.SealedTextField()),
                ("needs", vault.fields.SealedJSONField()),
                ("did", vault.fields.SealedTextField()),
                ("next_wish", vault.fields.SealedTextField()),
                ("ended", vault.fields.SealedTextField()),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "entries",
                "indexes": [
                    models.Index(
                        fields=["owner", "-happened_at", "-id"],
                        name="entry_by_owner_and_time",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "happened_at__gte",
                                datetime.datetime(
                                    1900, 1, 1, 0, 0, tzinfo=datetime.timezone.utc
                                ),
                            ),
                            (
                                "happened_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.functions.datetime.Now(),
                                    "+",
                                    models.Value(datetime.timedelta(days=1)),
                                ),
                            ),
                        ),
                        name="entry_at_a_moment_that_has_happened",
                        violation_error_message="Choose a moment that has already happened.",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="goal",
            index=models.Index(
                fields=["owner", "-created_at", "-id"], name="goal_by_owner_and_start"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.UniqueConstraint(
                fields=("owner", "id"), name="goal_by_owner_and_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="goal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_day__gte", datetime.date(1900, 1, 1)),
                    ("first_day__lte", datetime.date(2199, 12, 31)),
                ),
                name="goal_first_day_in_reach",
                violation_error_message="Choose a day between 1900 and 2199.",
            ),
        ),
        migrations.AddIndex(
            model_name="gratitudenote",
            index=models.Index(
                fields=["owner", "-happened_at", "-id"], name="note_by_owner_and_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="gratitudenote",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["kept", "said"])),
                name="gratitude_note_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="tick",
            index=models.Index(
                fields=["owner", "-happened_at", "-id"], name="tick_by_owner_and_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="tick",
            constraint=models.UniqueConstraint(
                fields=("owner", "goal", "day"), name="tick_one_per_goal_and_day"
            ),
        ),
        migrations.RunSQL(
            sql="""
                ALTER TABLE journal_tick ADD CONSTRAINT tick_goal_of_the_same_owner
                FOREIGN KEY (owner_id, goal_id) REFERENCES journal_goal (owner_id, id)
                ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
            """,
            reverse_sql="ALTER TABLE journal_tick DROP CONSTRAINT tick_goal_of_the_same_owner",
        ),
        protect("journal_entry"),
        protect("journal_gratitudenote"),
        protect("journal_goal"),
        protect("journal_tick"),
    ]
