"""An account's form that did not pass is answered by a redirect, and shows its errors on the page that follows.

Where a POST ends in a page, the browser keeps all that it carried, the passwords too, in its profile on disk.
"""

from http import HTTPStatus
from typing import Any

from django.forms import BaseForm, PasswordInput
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from users.http import SeeOther

SESSION_KEY = "unfinished_form"


class AnsweredByRedirect:
    """What a middleware does about forms whose views would show them again in their answer."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Send the browser back to the form, and remember until then what was wrong."""
        form = (getattr(response, "context_data", None) or {}).get("form")
        is_page = request.method == "POST" and response.status_code == HTTPStatus.OK
        if not is_page or not form or not form.errors:
            return response
        errors = {name: list(map(str, messages)) for name, messages in form.errors.items()}
        request.session[SESSION_KEY] = [type(form).__name__, _typed(form), errors]
        query = request.GET.copy()
        if "next" in request.POST:
            query["next"] = request.POST["next"]
        return SeeOther(f"{request.path}?{query.urlencode()}".rstrip("?"))

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        """Show once what was wrong with the form that was sent before."""
        if request.method == "GET" and SESSION_KEY in request.session:
            name, typed, errors = request.session.pop(SESSION_KEY)
            for form in (response.context_data or {}).values():
                if isinstance(form, BaseForm) and type(form).__name__ == name:
                    _show_again(form, typed, errors)
                    break
        return response


def _typed(form: BaseForm) -> dict[str, str]:
    """Return what was typed, without passwords."""
    return {
        name: form[name].data
        for name, field in form.fields.items()
        if not isinstance(field.widget, PasswordInput)
    }


def _show_again(form: BaseForm, typed: dict[str, Any], errors: dict[str, list[str]]) -> None:
    form.initial.update(typed)
    form.cleaned_data = {}
    for name, messages in errors.items():
        form.add_error(None if name == "__all__" else name, messages)
