import base64
import subprocess
import sys
from pathlib import Path

import pytest

from config import local_secrets

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "var" / "secrets.env"


def test_load_makes_the_secrets_on_first_use(path):
    values = local_secrets.load(path)

    identifier, _, key = values["MASTER_KEYS"].partition(":")
    assert sorted(values) == ["MASTER_KEYS", "SECRET_KEY"]
    assert len(values["SECRET_KEY"]) >= 50
    assert identifier == "local-1"
    assert len(base64.b64decode(key, validate=True)) == 32


def test_load_keeps_the_secrets(path):
    first = local_secrets.load(path)

    assert local_secrets.load(path) == first
    assert local_secrets.load(path.with_name("other.env")) != first


def test_load_closes_the_file_to_others(path):
    local_secrets.load(path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_load_refuses_a_file_that_is_open_to_others(path, mode):
    local_secrets.load(path)
    path.chmod(mode)

    with pytest.raises(local_secrets.SecretsRefused, match="chmod 600"):
        local_secrets.load(path)


def test_load_refuses_a_file_without_master_keys_and_leaves_it_alone(path):
    local_secrets.load(path)
    path.write_text("# by hand\nSECRET_KEY=something\nMASTER_KEYS=\n")

    with pytest.raises(local_secrets.SecretsRefused, match="holds no MASTER_KEYS"):
        local_secrets.load(path)

    assert "SECRET_KEY=something" in path.read_text()


def test_load_by_several_processes_at_once_gives_all_the_same(path):
    code = (
        "import sys, pathlib; from config import local_secrets;"
        "print(sorted(local_secrets.load(pathlib.Path(sys.argv[1])).items()))"
    )
    command = [sys.executable, "-c", code, str(path)]

    processes = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
        for _ in range(6)
    ]
    answers = {process.communicate()[0] for process in processes}

    assert answers == {f"{sorted(local_secrets.load(path).items())}\n"}
    assert list(path.parent.iterdir()) == [path]
