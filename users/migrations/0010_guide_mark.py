from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("users", "0009_draft_reasons"),
    ]

    operations = [
        # The table keeps its name: its sealed values, its policies and its triggers are bound to it.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameModel("Trace", "GuideMark"),
                migrations.AlterModelTable("GuideMark", "users_trace"),
            ],
        ),
    ]
