"""The door that a web server comes in by."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ["SERVES_THE_WEB"] = "1"  # it does not need the queue (config/settings.py)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()


def settle() -> None:
    """Load what every process needs, once for all that are forked from here, and set it aside for good.

    What is set aside is not looked through for garbage, which takes a fraction of the time on every
    page, nor written to by that, so that the processes go on sharing its memory.
    """
    from guide import library  # noqa: PLC0415 - its models need Django to be set up

    get_resolver().url_patterns  # noqa: B018 - imports the views
    library.parts()
    gc.collect()
    gc.freeze()
    gc.collect()  # tells it how little is left to look through: it waits for a quarter more of what it last saw


settle()
