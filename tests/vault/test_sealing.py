from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from vault import sealing
from vault.sealing import CannotOpenError, SealedLocation, seal, unseal, unwrap, version_of, wrap

ROW, OTHER_ROW = UUID(int=1), UUID(int=2)
ALICE, BOB = UUID(int=3), UUID(int=4)
LOCATION = SealedLocation(table="journal_entry", field="story", row=ROW, owner=ALICE)
KEY = AESGCM(b"k" * 32)
TEXTS = {
    "nothing": "",
    "a word": "tea",
    "emoji": "👩‍❤️‍👨🫖" * 40,
    "right to left": "\u200fمع שמש\u200e",
    "an invisible character": "a\x00b",
    "zeros at the end": "a\x00\x00",
    "5 MB": "ä" * 2_500_000,
}
TWO_MASTER_KEYS = (
    "new:bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmU=,"
    "old:b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2w="
)


def sealed(text="We sat on the stairs."):
    return seal(text, LOCATION, key=KEY, version=1)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_sealed_text_opens_as_it_was(text):
    assert unseal(sealed(text), LOCATION, key=KEY, version=1) == text


@given(st.text())
def test_any_text_opens_as_it_was(text):
    assert unseal(sealed(text), LOCATION, key=KEY, version=1) == text


@pytest.mark.parametrize("length", [0, 1, 100, 220, 221, 222, 476, 477, 478, 20_000])
def test_sealed_length_is_a_multiple_of_256(length):
    assert len(sealed("x" * length)) % 256 == 0


def test_sealed_length_does_not_tell_short_texts_apart():
    assert {len(sealed("x" * length)) for length in range(222)} == {256}


def test_same_text_never_looks_the_same():
    assert sealed() != sealed()


def test_half_of_a_character_is_refused():
    with pytest.raises(UnicodeEncodeError):
        sealed("\ud83d")


@pytest.mark.parametrize(
    "position", [0, 1, 2, 3, 14, 15, 100, 239, 240, 255], ids=lambda position: f"byte {position}"
)
@pytest.mark.parametrize("bit", [0, 7])
def test_changed_value_does_not_open(position, bit):
    changed = bytearray(sealed())
    changed[position] ^= 1 << bit

    with pytest.raises(CannotOpenError):
        unseal(bytes(changed), LOCATION, key=KEY, version=version_of(bytes(changed)))


@pytest.mark.parametrize("length", [0, 1, 3, 15, 34, 35, 100, 255])
def test_truncated_value_does_not_open(length):
    cut = sealed()[:length]

    with pytest.raises(CannotOpenError):
        unseal(cut, LOCATION, key=KEY, version=version_of(cut))


def test_value_with_something_added_does_not_open():
    with pytest.raises(CannotOpenError):
        unseal(sealed() + bytes(256), LOCATION, key=KEY, version=1)


@pytest.mark.parametrize(
    "elsewhere",
    [{"table": "journal_goal"}, {"field": "did"}, {"row": OTHER_ROW}, {"owner": BOB}],
    ids=lambda change: next(iter(change)),
)
def test_moved_value_does_not_open(elsewhere):
    with pytest.raises(CannotOpenError):
        unseal(sealed(), LOCATION._replace(**elsewhere), key=KEY, version=1)


def test_value_does_not_open_with_another_key():
    with pytest.raises(CannotOpenError):
        unseal(sealed(), LOCATION, key=AESGCM(b"x" * 32), version=1)


def test_value_does_not_open_as_another_version():
    with pytest.raises(CannotOpenError):
        unseal(sealed(), LOCATION, key=KEY, version=2)


def test_error_does_not_quote_the_text():
    with pytest.raises(CannotOpenError) as caught:
        unseal(sealed()[:-1], LOCATION, key=KEY, version=1)

    assert str(caught.value) == "the seal does not fit its place"


@pytest.fixture
def two_master_keys(settings):
    settings.MASTER_KEYS = TWO_MASTER_KEYS


@pytest.mark.usefixtures("two_master_keys")
def test_first_master_key_wraps():
    assert sealing.first_master_key() == "new"


@pytest.mark.usefixtures("two_master_keys")
@pytest.mark.parametrize("name", ["new", "old"])
def test_every_master_key_unwraps(name):
    wrapped = wrap(b"d" * 32, owner=ALICE, version=1, master_key=name)

    assert unwrap(wrapped, owner=ALICE, version=1, master_key=name) == b"d" * 32


@pytest.mark.usefixtures("two_master_keys")
@pytest.mark.parametrize(
    "elsewhere",
    [{"owner": BOB}, {"version": 2}, {"master_key": "new"}, {"master_key": "gone"}],
    ids=str,
)
def test_wrapped_key_opens_only_for_its_owner_and_version(elsewhere):
    right = {"owner": ALICE, "version": 1, "master_key": "old"}
    wrapped = wrap(b"d" * 32, **right)

    with pytest.raises(CannotOpenError, match="no master key opens this data key"):
        unwrap(wrapped, **(right | elsewhere))


@pytest.mark.parametrize(
    "wrong",
    ["", "no-colon", ":bmV3", "short:bmV3", "odd:%%%", f"{TWO_MASTER_KEYS},third"],
)
def test_wrong_master_keys_are_refused_without_being_named(settings, wrong):
    settings.MASTER_KEYS = wrong

    with pytest.raises(ImproperlyConfigured) as caught:
        sealing.first_master_key()

    assert str(caught.value) == (
        "MASTER_KEYS must be a comma-separated list of id:base64 of 32 bytes."
    )


def test_data_keys_are_256_bits_and_never_the_same():
    assert len(sealing.new_data_key()) == 32
    assert sealing.new_data_key() != sealing.new_data_key()
