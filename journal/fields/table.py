"""A table of numbers, words and choices, row by row; on a phone each row folds open."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from guide.tools import Column, Field, Row
from journal.answers import rows_of
from users.partner import PartnerWords

MAX_NUMBER = 10_000_000
MAX_CELL_LENGTH = 200
NAME = Column("name", "What is it?", "text")

Cells = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Cell:
    """One cell, ready to draw."""

    column: Column
    label: str
    name: str
    value: str
    options: list[tuple[str, str]]


@dataclass(frozen=True)
class DrawnRow:
    """One row, ready to draw."""

    row: Row
    cells: list[Cell]

    @property
    def is_open(self) -> bool:
        """Return whether it stands open from the start."""
        return self.row.kept or any(cell.value for cell in self.cells)


class Table(forms.Widget):
    """Rows that fold open, each with a cell for every column."""

    template_name = "journal/fields/table.html"
    use_fieldset = True

    def __init__(self, field: Field, words: PartnerWords) -> None:
        """Take what the tool says about its rows and columns."""
        super().__init__({"autocomplete": "off"})
        self.field, self.words = field, words

    def rows(self) -> list[tuple[Row, tuple[Column, ...]]]:
        """Return the rows with their columns; those for one's own have a name as well."""
        own = [Row(f"own-{n}", "Something else", "Our own") for n in range(1, self.field.own + 1)]
        columns = self.field.columns
        known = [(row, columns) for row in rows_of(self.field, {}, self.words)]
        return known + [(row, (NAME, *columns)) for row in own]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return the rows in their groups."""
        context = super().get_context(name, value, attrs)
        drawn = [
            DrawnRow(row, [self._cell(name, row, column, value or {}) for column in columns])
            for row, columns in self.rows()
        ]
        groups = groupby(drawn, key=lambda bound_row: bound_row.row.group)
        context["widget"]["groups"] = [(group, list(rows)) for group, rows in groups]
        return context

    def _cell(self, name: str, row: Row, column: Column, value: Cells) -> Cell:
        return Cell(
            column,
            self.words.fill(column.label),
            cell_name(name, row, column),
            str(value.get(row.slug, {}).get(column.slug, "")),
            [(option.slug, self.words.fill(option.label)) for option in column.options],
        )

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> Cells:  # noqa: ARG002 - Django's signature
        """Return the cells in which something stands."""
        typed = {
            row.slug: {
                column.slug: text
                for column in columns
                if (text := data.get(cell_name(name, row, column), "").strip())
            }
            for row, columns in self.rows()
        }
        return {slug: cells for slug, cells in typed.items() if cells}


def cell_name(name: str, row: Row, column: Column) -> str:
    """Return the name under which a cell is sent."""
    return f"{name}__{row.slug}__{column.slug}"


class TableField(forms.Field):
    """A table: numbers become numbers, choices are held against their list."""

    widget: Table

    def __init__(self, field: Field, words: PartnerWords) -> None:
        """Take what the tool says about its rows and columns."""
        super().__init__(widget=Table(field, words))

    def to_python(self, value: Cells | None) -> Cells:
        """Return the cells as they are kept; every mistake is said with its place."""
        cells: Cells = {}
        wrong: list[str] = []
        for row, columns in self.widget.rows():
            for column in columns:
                text = (value or {}).get(row.slug, {}).get(column.slug, "")
                try:
                    if text:
                        cells.setdefault(row.slug, {})[column.slug] = _kept(column, text)
                except ValueError as error:
                    wrong.append(f"{row.label}, {self.widget.words.fill(column.label)}: {error}")
        if wrong:
            raise ValidationError(wrong)
        return cells


def _kept(column: Column, text: str) -> Any:
    if column.kind == "number":
        return _number(text)
    if column.kind == "choice":
        if text not in {option.slug for option in column.options}:
            message = "choose from the list."
            raise ValueError(message)
        return text
    if len(text) > MAX_CELL_LENGTH or "\0" in text:
        message = f"keep it under {MAX_CELL_LENGTH} characters."
        raise ValueError(message)
    return text


def _number(text: str) -> int:
    digits = text.replace(" ", "").replace(",", "")
    if not (digits.isascii() and digits.isdigit()):
        message = "write a whole number, such as 120."
        raise ValueError(message)
    if len(digits) > len(str(MAX_NUMBER)) or int(digits) > MAX_NUMBER:
        message = f"write a number up to {MAX_NUMBER:,}."
        raise ValueError(message)
    return int(digits)
