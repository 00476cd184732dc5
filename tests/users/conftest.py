import pytest
from django.test import Client


@pytest.fixture
def phone():
    """Another browser."""
    return Client()
