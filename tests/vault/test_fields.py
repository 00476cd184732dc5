import pytest
from django import forms
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection
from django.db.models import F

from journal.models import Entry, Goal
from tests.factories import EntryFactory, GoalFactory
from users.models import Preferences
from vault.fields import PrivateText, SealedJSONField, SealedTextField
from vault.row_security import acting_as
from vault.sealing import Sealed

STORY = "I told myself that it did not matter. 🫖 ולא היה נכון"
STEPS = [{"id": 1, "text": "Find the shoes", "done": True}]


def column(row, name):
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {name} FROM {row._meta.db_table} WHERE id = %s",  # noqa: S608 - a table of ours
            [row.pk],
        )
        return bytes(cursor.fetchone()[0])


def put(row, name, value):
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {name} = %s WHERE id = %s",  # noqa: S608 - a table of ours
            [value, row.pk],
        )


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_field_is_an_ordinary_argument_of_its_model(alice):
    entry = Entry(owner=alice, feelings=[{"feeling": "sad", "strength": 2}], story=STORY)

    entry.save()

    assert fresh(entry).story == STORY
    assert fresh(entry).feelings == [{"feeling": "sad", "strength": 2}]


@pytest.mark.parametrize(
    "value", [[], {}, False, 0, "text", {"ä": [1, 2.5, None, True]}, STEPS], ids=str
)
def test_any_json_value_comes_back_as_it_was(alice, value):
    goal = GoalFactory(owner=alice, steps=value)

    assert fresh(goal).steps == value


def test_none_is_the_same_as_nothing_written(alice):
    assert fresh(GoalFactory(owner=alice, steps=None)).steps == []


def test_field_reads_the_same_before_and_after_saving(alice):
    goal = Goal(owner=alice, title="Walk", first_day="2026-11-06", steps=STEPS)

    assert (goal.title, goal.steps) == ("Walk", STEPS)
    goal.save()

    assert (goal.title, goal.steps) == ("Walk", STEPS)


def test_database_holds_only_sealed_bytes(alice):
    entry = EntryFactory(owner=alice, story=STORY)

    stored = column(entry, "story")

    assert len(stored) % 256 == 0
    assert STORY[:8].encode() not in stored


def test_value_is_not_opened_before_somebody_reads_it(alice):
    entry = fresh(EntryFactory(owner=alice, story=STORY))

    assert isinstance(entry.__dict__["story"], Sealed)
    assert entry.story == STORY
    assert not isinstance(entry.__dict__["story"], Sealed)


def test_value_is_opened_once(alice):
    goal = fresh(GoalFactory(owner=alice, steps=STEPS))

    assert goal.steps is goal.steps


def test_deferred_value_is_fetched_when_it_is_read(alice):
    entry = EntryFactory(owner=alice, story=STORY)

    (listed,) = Entry.objects.for_list()

    assert "story" not in listed.__dict__
    assert listed.story == STORY
    assert listed == entry


def test_what_was_not_read_goes_back_as_it_came(alice):
    entry = EntryFactory(owner=alice, story=STORY)
    before = column(entry, "story")

    fresh(entry).save()

    assert column(entry, "story") == before


def test_what_was_changed_inside_a_list_is_saved(alice):
    goal = fresh(GoalFactory(owner=alice, steps=[{"id": 1, "text": "Shoes", "done": False}]))

    goal.steps[0]["done"] = True
    goal.save()

    assert fresh(goal).steps == [{"id": 1, "text": "Shoes", "done": True}]


def test_column_that_was_added_later_reads_as_its_default(alice):
    entry = EntryFactory(owner=alice)
    put(entry, "story", None)
    put(entry, "needs", None)

    assert fresh(entry).story == ""
    assert fresh(entry).needs == []


def test_default_of_one_row_is_not_shared_with_another(alice):
    first, second = Goal(owner=alice), Goal(owner=alice)

    first.steps.append(STEPS[0])

    assert second.steps == []


@pytest.mark.usefixtures("db")
def test_column_is_added_without_a_default_of_its_own():
    with connection.schema_editor(collect_sql=True) as editor:
        editor.add_field(Preferences, Preferences._meta.get_field("quiet"))

    assert editor.collected_sql == [
        'ALTER TABLE "users_preferences" ADD COLUMN "quiet" bytea NULL;'
    ]


def test_column_that_was_added_later_keeps_what_is_put_into_its_default(alice):
    goal = GoalFactory(owner=alice)
    put(goal, "steps", None)
    late = fresh(goal)

    late.steps.append(STEPS[0])
    late.save()

    assert fresh(goal).steps == STEPS


def test_class_attribute_is_the_field_s_own_descriptor():
    assert Entry.story.field is Entry._meta.get_field("story")


@pytest.mark.parametrize(
    "query",
    [
        {"story": "x"},
        {"story__contains": "x"},
        {"story__isnull": True},
        {"story__in": ["x"]},
        {"feelings__contains": "sad"},
    ],
    ids=lambda query: next(iter(query)),
)
def test_filter_is_refused_in_a_sentence(db, query):
    with pytest.raises(FieldError, match=r"is sealed: filter\(.*\) cannot work"):
        Entry.objects.filter(**query)


def test_exclude_is_refused_in_a_sentence(db):
    with pytest.raises(FieldError, match="story is sealed"):
        Entry.objects.exclude(story="x")


@pytest.mark.parametrize("value", ["x", "", None, b"x"])
def test_update_is_refused_in_a_sentence(alice, value):
    EntryFactory(owner=alice, story=STORY)

    with pytest.raises(FieldError, match=r"story is sealed: .* save\(\) it"):
        Entry.objects.update(story=value)


def test_one_sealed_column_is_never_copied_into_another(alice):
    entry = EntryFactory(owner=alice, did="I waited.", story="")

    with pytest.raises(FieldError, match="story is sealed"):
        Entry.objects.update(story=F("did"))

    entry.refresh_from_db()
    assert entry.story == ""


def test_bulk_update_is_refused_in_a_sentence(alice):
    entry = EntryFactory(owner=alice)
    entry.story = "x"

    with pytest.raises(FieldError, match="story is sealed"):
        Entry.objects.bulk_update([entry], ["story"])


def test_bulk_create_seals(alice):
    (entry,) = Entry.objects.bulk_create([Entry(owner=alice, feelings=[], story=STORY)])

    assert fresh(entry).story == STORY


def test_serializer_is_refused_in_a_sentence(alice):
    entry = EntryFactory(owner=alice)

    with pytest.raises(FieldError, match="not for dumpdata"):
        serializers.serialize("json", [entry])


def test_dumpdata_is_refused(alice, capsys):
    EntryFactory(owner=alice)

    with pytest.raises(Exception, match="not for dumpdata"):
        call_command("dumpdata", "journal.entry")

    assert "kettle" not in capsys.readouterr().out


class PlainForm(forms.ModelForm):
    class Meta:
        model = Goal
        fields = ("title", "why", "rule")


def test_model_form_reads_and_writes(alice):
    goal = fresh(GoalFactory(owner=alice, why=STORY))
    assert PlainForm(instance=goal)["why"].value() == STORY

    form = PlainForm({"title": "Swim", "why": "It\r\nis warm.", "rule": ""}, instance=goal)
    form.save()

    assert fresh(goal).title == "Swim"
    assert fresh(goal).why == "It\nis warm."


def test_model_form_says_that_a_field_is_required(alice):
    form = PlainForm({"title": "", "why": "", "rule": ""}, instance=Goal(owner=alice))

    assert form.errors == {"title": ["Please fill this in."]}


def test_model_form_says_how_much_too_long_a_text_is():
    form = PlainForm({"title": "x" * 201, "why": "y" * 20_001, "rule": ""})

    assert form.errors == {
        "title": [
            "This is longer than one note can hold: 201 characters, and there is room for 200."
        ],
        "why": [
            "This is longer than one note can hold: 20001 characters, and there is room for 20000."
        ],
    }


def test_model_form_names_a_character_that_cannot_be_kept():
    form = PlainForm({"title": "a\x00b", "why": "", "rule": ""})

    assert form.errors == {
        "title": [
            "There is an invisible character in this text that cannot be kept. Please take it out."
        ]
    }


def test_browser_neither_remembers_nor_cuts_a_text():
    widget = SealedTextField(max_length=10).formfield().widget

    assert widget.attrs["autocomplete"] == "off"
    assert "maxlength" not in widget.attrs
    assert "rows" not in PrivateText(widget=forms.TextInput).widget.attrs


def test_choices_of_a_sealed_field_are_a_select_that_the_browser_does_not_remember():
    field = Preferences._meta.get_field("pronoun").formfield()

    assert isinstance(field, forms.TypedChoiceField)
    assert field.widget.attrs["autocomplete"] == "off"


def test_migration_knows_a_sealed_field_by_its_type_alone():
    field = SealedJSONField("what it was", help_text="One.", default=dict, blank=True)

    assert field.deconstruct() == (None, "vault.fields.SealedJSONField", [], {})


def test_save_without_a_key_in_sight_says_so(alice, bob):
    entry = Entry(owner=alice, feelings=[])

    with pytest.raises(Exception, match="no key for this owner"), acting_as(bob):
        entry.save()


def test_value_of_no_row_that_is_not_there_is_empty(alice):
    field = Entry._meta.get_field("story")

    assert field.open_value(alice.pk, alice.pk, None) == ""
