"""Sends what is due: run one or more beside the web server."""

from argparse import ArgumentParser
from typing import cast

from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


class Command(BaseCommand):
    """Runs until it is told to stop, then ends what it has begun."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --once."""
        parser.add_argument("--once", action="store_true", help="end when nothing is left to do")

    def handle(self, *, once: bool, **_: object) -> None:
        """Work. It asks the database again and again: LISTEN would not pass a pooler that hands out transactions."""
        connector = cast("DjangoConnector", app.connector).get_worker_connector()
        # A second app with the same tasks: what a task enqueues goes through Django's connection, in its transaction.
        worker = app.with_connector(connector)
        worker.run_worker(
            wait=not once,
            listen_notify=False,
            delete_jobs="successful",
            shutdown_graceful_timeout=10,
        )
