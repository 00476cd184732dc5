#!/usr/bin/env python3
"""Django's command line for this project."""

import os
import sys


def main() -> None:
    """Run one management command; what keeps it from starting is said without a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - after the line above
    from django.core.management import execute_from_command_line  # noqa: PLC0415
    from django.db import OperationalError, connection  # noqa: PLC0415

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"{error}")
    except OperationalError as error:
        if connection.connection:
            raise
        sys.exit(f"Cannot connect to PostgreSQL: {' '.join(str(error).split())}")


if __name__ == "__main__":
    main()
