"""The board reads goals and their last ticks as they are."""

from importlib import import_module

from django.db import migrations

from vault.row_security import protect

made = import_module("journal.migrations.0021_goal_digest")
WALL = protect("journal_goaldigest")


class Migration(migrations.Migration):

    dependencies = [("journal", "0021_goal_digest")]

    operations = [
        migrations.RunSQL(made.NO_FUNCTION, made.FUNCTION),
        # Going back, the table gets its wall again.
        migrations.RunSQL(WALL.reverse_sql, WALL.sql),
        migrations.DeleteModel("GoalDigest"),
    ]
