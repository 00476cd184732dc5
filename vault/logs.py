"""Logs say what happened and where in the code: no address, no body, no value, no name."""

import logging
import traceback


class NoPrivateText(logging.Filter):
    """Replaces an exception's message by its class, and an address by the name of its view."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean the record; always keep it."""
        request = getattr(record, "request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            record.msg = (
                f"{getattr(record, 'status_code', '')} in {match.view_name if match else 'no view'}"
            )
            record.args = ()
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = _frames(record.exc_info[1])
        return True


def _frames(error: BaseException) -> str:
    """Return where an error came from, without its message: the database quotes values in its own."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{frames}{type(error).__module__}.{type(error).__qualname__}"
