from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0005_draft_aside"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="draft",
            index=models.Index(fields=["owner", "place"], name="draft_by_owner_and_form"),
        ),
        migrations.RemoveConstraint(model_name="draft", name="draft_one_per_user_and_form"),
        migrations.AlterField(
            model_name="draft",
            name="reason",
            field=models.CharField(
                choices=[
                    ("typed", "Typed"),
                    ("invalid", "Invalid"),
                    ("conflict", "Conflict"),
                    ("parked", "Parked"),
                    ("aside", "Aside"),
                    ("gone", "Gone"),
                    ("deleted", "Deleted"),
                    ("saved", "Saved"),
                ],
                default="invalid",
                max_length=10,
            ),
        ),
    ]
