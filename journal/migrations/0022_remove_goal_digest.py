"""The board reads goals and their last ticks as they are."""

from importlib import import_module

from django.db import migrations

made = import_module("journal.migrations.0021_goal_digest")


class Migration(migrations.Migration):

    dependencies = [("journal", "0021_goal_digest")]

    operations = [
        migrations.RunSQL(made.NO_FUNCTION, made.FUNCTION),
        migrations.DeleteModel("GoalDigest"),
    ]
