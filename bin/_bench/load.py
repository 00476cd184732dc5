"""Write the made-up world into the empty database that DATABASE_URL names: load.py OTHERS DAY."""

from __future__ import annotations

import logging
import sys
from datetime import date

import django

django.setup()
logging.disable(logging.INFO)

from world import load  # noqa: E402 - after settings

others, today = sys.argv[1:]
load(int(others), date.fromisoformat(today))
