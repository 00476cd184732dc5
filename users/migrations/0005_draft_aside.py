from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0004_trace"),
    ]

    operations = [
        migrations.AlterField(
            model_name="draft",
            name="reason",
            field=models.CharField(
                choices=[
                    ("invalid", "Invalid"),
                    ("conflict", "Conflict"),
                    ("parked", "Parked"),
                    ("aside", "Aside"),
                    ("gone", "Gone"),
                ],
                default="invalid",
                max_length=10,
            ),
        ),
    ]
