from django.db import migrations

import vault.fields


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0002_cache_entries"),
    ]

    operations = [
        migrations.AddField(
            model_name="preferences",
            name="quiet",
            field=vault.fields.SealedJSONField(),
        ),
    ]
