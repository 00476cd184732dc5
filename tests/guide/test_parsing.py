import pytest
import yaml

from guide import banks
from guide.parsing import parse


@pytest.mark.parametrize("path", sorted(banks.BANKS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_fast_parser_reads_what_the_slow_one_reads(path):
    text = path.read_text(encoding="utf-8")

    assert parse(text) == yaml.safe_load(text)


def test_mistake_names_the_file_and_the_line():
    with pytest.raises(yaml.MarkedYAMLError, match=r'not allowed here\n.*"dates.yaml", line 2'):
        parse("a: 1\nb: c: d\n", name="dates.yaml")
