import django.db.models.deletion
import uuid
import vault.fields
from django.conf import settings
from django.db import migrations, models

from vault.row_security import protect


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0003_preferences_quiet"),
    ]

    operations = [
        migrations.CreateModel(
            name="Trace",
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
                ("marks", vault.fields.SealedJSONField()),
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
                "constraints": [
                    models.UniqueConstraint(fields=("owner",), name="trace_one_per_user")
                ],
            },
        ),
        protect("users_trace"),
    ]
