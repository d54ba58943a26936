"""Logging, without visitors' addresses, query strings or the text of failed queries.

Washington's My Health My Data Act applies to sites of any size, and what somebody searches for here is about
their health. Lines are JSON in production, and meant for people in demo and debug mode.
"""

import logging
import sys
import traceback
from typing import Any

import structlog
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from gunicorn.glogging import Logger
from structlog.typing import EventDict, Processor, WrappedLogger

# Loggers of exceptions that happened while answering a request. Their messages can quote what was typed
# ("invalid input syntax for type integer: ..."), so only their frames are logged.
REQUEST_LOGGERS = ("django.request", "django.security", "gunicorn.error.request")

# Parts of addresses that work like a password while they are valid.
SECRETS_IN_PATHS = frozenset({"token", "secret", "key", "uidb36", "code"})


def logging_config(*, level: str, readable: bool) -> None:
    """Set up structlog and the standard library's logging: one line per event, to standard error."""
    threshold = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    common: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper("iso", utc=True),
    ]
    rendering: list[Processor] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    if readable:
        plain = structlog.dev.plain_traceback
        rendering = [structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=plain)]

    structlog.configure(
        processors=[*common, *rendering],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[
                *common,
                structlog.stdlib.add_logger_name,
                without_secrets,
                exceptions_as_frames,
            ],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *rendering],
        )
    )
    logging.basicConfig(handlers=[handler], level=threshold, force=True)
    # Each request has its own line already (RequestLogMiddleware); Django would add one for every 404.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    # The text of a query contains what was searched for.
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    # They would list every task at every start, and every job with its arguments.
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    # It would log the address that somebody tried to sign in with.
    logging.getLogger("axes").setLevel(logging.ERROR)
    # It logs every attempt while the database is down; the search logs it once (search.database_is_down).
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)


def loggable_path(request: HttpRequest) -> str:
    """The path, or its pattern ("/confirm/<str:token>/") if it contains a secret."""
    try:
        # An address without its last slash is redirected.
        match = request.resolver_match or resolve(f"{request.path_info.rstrip('/')}/")
    except Resolver404:
        return request.path
    return request.path if SECRETS_IN_PATHS.isdisjoint(match.kwargs) else f"/{match.route}"


def without_secrets(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A processor that hides secrets in paths that Django logs for failed requests ("Not Found: /...")."""
    request = getattr(event["_record"], "request", None)
    if isinstance(request, HttpRequest):
        event["event"] = event["event"].replace(request.path, loggable_path(request))
    return event


def exceptions_as_frames(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """A processor that logs an exception during a request by its frames, without its message."""
    if str(event.get("logger", "")).startswith(REQUEST_LOGGERS) and event.get("exc_info"):
        kind, _, trace = event.pop("exc_info")
        frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        event["exception"] = "\n".join([kind.__name__, *frames])
    return event


class GunicornLogger(Logger):
    """gunicorn's messages in our format. They don't show the visitor's address or the target of a request."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if msg.startswith(
            "Invalid request from"
        ):  # "... ip=203.0.113.7: Invalid HTTP request line: 'GET /?..."
            msg, args = "Refused a request that is not valid HTTP", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        if isinstance(sys.exc_info()[1], TimeoutError):  # the client did not take its answer
            return
        if msg.startswith(("Error handling", "Socket error")):  # "Error handling request %s %s", method, uri
            request_log = self.error_log.getChild("request")
            request_log.exception("Error handling a request")
            return
        super().exception(msg, *args, **kwargs)
