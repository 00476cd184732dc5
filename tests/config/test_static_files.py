"""Static files as they are served: a page asks for one stylesheet, under a name that changes with what it holds."""

import pytest

from config.static_files import StaticFiles

FILES = {
    "css/site.css": '@import "parts/base.css" layer(base);\nmain { background: url("paper.svg") }',
    "css/parts/base.css": "body { margin: 0 }",
    "css/paper.svg": "<svg/>",
}


@pytest.fixture
def served(tmp_path, settings):
    """Collect these files; return what each is served as, by its name in the source."""
    settings.DEBUG = False
    storage = StaticFiles(location=tmp_path, base_url="/static/")
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    processed = list(storage.post_process({name: (storage, name) for name in FILES}))
    assert all(done is True for _, _, done in processed)
    return {name: (tmp_path / storage.stored_name(name)).read_text() for name in FILES}


def test_stylesheet_holds_what_it_imports(served):
    assert "@layer base {\nbody { margin: 0 }}" in served["css/site.css"]
    assert "@import" not in served["css/site.css"]


def test_pictures_are_asked_for_by_the_name_that_changes(served):
    assert 'url("paper.svg")' not in served["css/site.css"]
    assert 'url("paper.' in served["css/site.css"]
