"""The door that a web server comes in by."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ["SERVES_THE_WEB"] = "1"  # it does not need the queue (config/settings.py)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# What is there by now stays: without it in hand, looking for what can go takes a fraction of the time, on every page.
gc.collect()
gc.freeze()
