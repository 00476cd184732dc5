"""Every part that pages are made of, in both schemes on one page: only while DEBUG is on (config/urls.py)."""

from dataclasses import replace
from datetime import date

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guide import banks
from journal.goals.board import GoalRow
from journal.goals.progress import Mark
from journal.goals.strip import strip_of
from journal.insights import charts
from journal.models import Goal
from journal.models.entries import Felt
from journal.timeline.rows import TimelineRow
from users.sample import WEEK

NOBODY = "00000000-0000-4000-8000-000000000000"
DAY = date(2026, 11, 20)
TOKENS = ("paper", "card", "ink", "soft", "line", "hairline", "clay", "on-clay", "sea", "on-sea")
STATES = ("done", "done", "skipped", "none", "done", "partly", "not-applicable", "done")


class Parts(forms.Form):
    """One field of each kind, drawn by the one file that knows how a field looks."""

    line = forms.CharField(label="A line", help_text="What it is for.")
    wrong = forms.CharField(
        label="A line with an error",
        error_messages={"required": "Say what is wrong and what to do."},
    )
    paper = forms.CharField(label="Ruled paper", widget=forms.Textarea(attrs={"rows": 3}))
    day = forms.DateField(label="A day", widget=forms.DateInput(attrs={"type": "date"}))
    one = forms.ChoiceField(label="One of a list", choices=[("a", "every week"), ("b", "never")])
    few = forms.ChoiceField(
        label="One of a few", choices=[("a", "Yes"), ("b", "No")], widget=forms.RadioSelect
    )
    some = forms.MultipleChoiceField(
        label="Some of a few",
        choices=[("a", "Tired"), ("b", "Hungry"), ("c", "Money")],
        widget=forms.CheckboxSelectMultiple,
    )
    yes = forms.BooleanField(label="A thing to agree to")


FILLED = {
    "line": "What a person typed",
    "paper": "He put the keys down and went straight to the sofa.",
    "day": DAY,
    "one": "a",
    "few": "a",
    "some": ["a", "c"],
    "yes": "on",
}


@login_not_required
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show all parts twice: light, then dark."""
    shown = {
        "schemes": [(scheme, _parts(scheme)) for scheme in ("light", "dark")],
        "tokens": [*TOKENS, *(family.slug for family in banks.families())],
        "families": [(family, ()) for family in banks.families()],
        "strengths": banks.strengths(),
        "week": WEEK,
        "items": _items(),
        "goals": _goals(),
        "chart": _chart(),
        "page_is_public": True,
    }
    return render(request, "styleguide/page.html", shown)


def _parts(scheme: str) -> Parts:
    """Return the fields, one of them refused."""
    filled = {f"{scheme}-{name}": value for name, value in FILLED.items()}
    return Parts(filled, prefix=scheme)


def _items() -> list[TimelineRow]:
    felt = (Felt("", "let down", "hurt", 4, "strong"), Felt("", "hopeful", "calm", 2, "mild"))
    entry = TimelineRow("feeling", "22:10", felt, text="He nodded at his phone.", url="#main")
    note = TimelineRow(
        "note", label="A thank-you, kept", text="He took the car to be washed.", url="#main"
    )
    broken = replace(entry, text="", remark="Part of this entry cannot be opened.")
    return [entry, note, broken]


def _goals() -> list[GoalRow]:
    marks = [Mark(DAY, state, state) for state in STATES]
    row = GoalRow(
        goal=Goal(pk=NOBODY),
        title="Date night",
        url="#main",
        when="every second Friday",
        tick=marks[3],
        strip=strip_of(STATES),
        summary="6 of the last 8",
        review_url="",
        is_broken=False,
    )
    return [
        row,
        replace(row, title="Ten minutes of talk", when="every day", tick=marks[0]),
    ]


def _chart() -> charts.Chart:
    rows = [
        ("Hurt and sad", "hurt", [3, None, 2, 4]),
        ("Calm and hopeful", "calm", [1, None, 3, 0]),
    ]
    return charts.over_time(
        "A chart", "A gap stays a gap.", ["1 Nov", "8 Nov", "15", "22 Nov"], rows
    )
