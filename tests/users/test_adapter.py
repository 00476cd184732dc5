import os
import subprocess
import sys

import pytest

FIRST = "import django; django.setup(); import {module}"
MODULES = ["users.adapter", "users.allauth_forms", "users.drafts", "users.views"]


@pytest.mark.parametrize("module", MODULES)
def test_module_can_be_imported_first(module, settings):
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", FIRST.format(module=module)],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr == ""
