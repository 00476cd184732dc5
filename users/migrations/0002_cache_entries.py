"""The table of the shared cache, in which rate limits count across all processes."""

from django.core.management import call_command
from django.db import migrations


def create(apps, schema_editor):
    """Make the table, by Django's own command."""
    call_command(
        "createcachetable", database=schema_editor.connection.alias, verbosity=0
    )


class Migration(migrations.Migration):
    dependencies = [("users", "0001_initial")]

    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
