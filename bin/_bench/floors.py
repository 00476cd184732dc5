"""Three floors in a tiny Django project of its own: what any page of plain Django costs here.

*bare* is the standard middleware with session and user (2 queries); *list* is bare with one indexed
query of 30 rows and a page of 14 KB; *post* is bare with the CSRF check, one INSERT and a redirect.
They live in a schema of their own in the database that the pages use. The file is the settings, the
models, the views and the URLs.
"""

from __future__ import annotations

import os
from datetime import date, timedelta

import django
from django.conf import settings
from psycopg.conninfo import conninfo_to_dict

SCHEMA = "floors"
DATABASE = conninfo_to_dict(os.environ["DATABASE_URL"])
ROW = """
<li class="row">
  <h2><a href="{% url "row" row.pk %}">{{ row.title }}</a></h2>
  <p class="when"><time datetime="{{ row.day|date:"Y-m-d" }}">{{ row.day|date:"l j F Y" }}</time></p>
  <p class="text">{{ row.text|truncatechars:240 }}</p>
</li>"""
PAGE = f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{% block title %}}Rows{{% endblock %}}</title></head>
<body>
<nav>{'<a href="{% url "list" %}">A link</a> ' * 12}</nav>
<main><h1>Rows of {{{{ user.username }}}}</h1>
<ul>{{% for row in rows %}}{ROW}{{% endfor %}}</ul>
</main>
<footer>{"<p>A sentence that stands below every page, like any other.</p>" * 8}</footer>
</body>
</html>"""

settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF="floors",
    USE_I18N=False,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [
                    (
                        "django.template.loaders.cached.Loader",
                        [("django.template.loaders.locmem.Loader", {"list.html": PAGE})],
                    )
                ],
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
            },
        }
    ],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": DATABASE.pop("dbname"),
            "USER": DATABASE.pop("user"),
            "HOST": DATABASE.pop("host"),
            "OPTIONS": {**DATABASE, "options": f"-c search_path={SCHEMA}"},
            "CONN_MAX_AGE": None,
        }
    },
)
django.setup()

from django.contrib.auth.models import User  # noqa: E402 - after settings
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import redirect, render  # noqa: E402
from django.urls import path  # noqa: E402

OWNERS, ROWS_EACH, SHOWN = 11, 3650, 30
FIRST_DAY = date(2016, 1, 1)
WORDS = "A sentence of an ordinary length, as somebody would write it in the evening. "


class Row(models.Model):
    """Something to list."""

    owner = models.IntegerField()
    day = models.DateField()
    title = models.CharField(max_length=100)
    text = models.TextField()

    class Meta:
        app_label = SCHEMA
        indexes = [models.Index(fields=["owner", "-day"], name="row_by_owner_and_day")]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


def bare(request: HttpRequest) -> HttpResponse:
    """Know who asks."""
    return HttpResponse(f"<p>{request.user.get_username()}</p>")


def row_list(request: HttpRequest, pk: int = 0) -> HttpResponse:  # noqa: ARG001 - for the links
    """Show thirty rows."""
    rows = Row.objects.filter(owner=request.user.pk).order_by("-day")[:SHOWN]
    return render(request, "list.html", {"rows": rows})


def post(request: HttpRequest) -> HttpResponse:
    """Write a row."""
    owner = request.user.pk
    Row.objects.create(owner=-owner, day=FIRST_DAY, title="New", text=request.POST["text"])
    return redirect("list")


urlpatterns = [
    path("bare/", bare),
    path("list/", row_list, name="list"),
    path("list/<int:pk>/", row_list, name="row"),
    path("post/", post),
]
application = get_wsgi_application()


def prepare() -> str:
    """Make tables, rows and a session, those that are not there; return the session's key."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    call_command("migrate", verbosity=0)
    if Row._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.create_model(Row)
        Row.objects.bulk_create(rows(), batch_size=2000)
    Row.objects.filter(owner__lt=0).delete()
    user, _ = User.objects.get_or_create(username="bench")
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    with connection.cursor() as cursor:
        cursor.execute(f"VACUUM ANALYZE {Row._meta.db_table}, django_session")
    return session.session_key or ""


def rows() -> list[Row]:
    """Return everybody's rows, in the order of their days."""
    return [
        Row(
            owner=owner,
            day=FIRST_DAY + timedelta(days=n),
            title=f"Row {n} of somebody",
            text=WORDS * 4,
        )
        for n in range(ROWS_EACH)
        for owner in range(1, OWNERS + 1)
    ]
