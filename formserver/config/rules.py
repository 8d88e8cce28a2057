"""What makes a setting unusable, beyond its type."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from formserver.config.settings import Settings
from formserver.domain.words import LANGUAGES

MAIL_SECURITY = ("tls", "starttls", "none")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
PROVIDER = ("oidc_issuer", "oidc_client_id", "oidc_client_secret", "oidc_name")
_AT_LEAST = {
    "web_processes": 1,
    "web_threads": 1,
    "proxies": 0,
    "session_hours": 1,
    "mail_timeout": 1,
    "link_days_after_meeting": 0,
    "code_minutes": 1,
    "editing_hours": 1,
    "upload_limit_bytes": 1,
    "upload_count": 0,
    "attachment_limit_bytes": 1,
    "records_limit_bytes": 1,
}
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def broken(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every setting that breaks a rule, with the reason in words."""
    yield from _texts(settings)
    yield from _numbers(settings)
    yield from _addresses(settings)
    yield from _mail(settings)
    yield from _provider(settings)
    if settings.language not in LANGUAGES:
        yield "language", f"must be one of {', '.join(LANGUAGES)}"
    if not settings.doc_templates.is_dir():
        yield "doc_templates", f"there is no folder {settings.doc_templates}"


def _texts(settings: Settings) -> Iterator[tuple[str, str]]:
    for name, value in vars(settings).items():
        if isinstance(value, str) and _CONTROL.search(value):
            yield name, "must not hold control characters or line breaks"
    for name in ("service_name", "service_owner", "sender_name", "mail_host", "web_host"):
        if not getattr(settings, name).strip():
            yield name, "must not be empty"


def _numbers(settings: Settings) -> Iterator[tuple[str, str]]:
    for name, least in _AT_LEAST.items():
        if getattr(settings, name) < least:
            yield name, f"must be at least {least}"
    for name in ("web_port", "mail_port"):
        if not 1 <= getattr(settings, name) <= 65535:
            yield name, "must be a port between 1 and 65535"
    if settings.attachment_limit_bytes > settings.records_limit_bytes:
        yield "attachment_limit_bytes", "must not be more than records_limit_bytes"


def _addresses(settings: Settings) -> Iterator[tuple[str, str]]:
    for name in ("service_email", "sender_address"):
        if not _ADDRESS.fullmatch(getattr(settings, name)):
            yield name, "must be an e-mail address"
    if not _is_plain_url(settings.public_url):
        yield "public_url", "must be like https://dialog.example.no or https://example.no/dialog"


def _is_plain_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        return False
    return bool(known and not parts.query and not parts.fragment and not parts.username and " " not in text)


def _mail(settings: Settings) -> Iterator[tuple[str, str]]:
    if settings.mail_security not in MAIL_SECURITY:
        yield "mail_security", f"must be one of {', '.join(MAIL_SECURITY)}"
    if bool(settings.mail_username) != bool(settings.mail_password):
        yield "mail_password", "mail_username and mail_password belong together"
    stays_here = settings.mail_host in LOOPBACK
    if settings.mail_password and settings.mail_security == "none" and not stays_here:
        yield "mail_security", "must be tls or starttls when a password is sent over a network"
    if settings.demo and not stays_here:
        yield "mail_host", "the demo never sends outside: it must be 127.0.0.1"


def _provider(settings: Settings) -> Iterator[tuple[str, str]]:
    lacking = [name for name in PROVIDER if not getattr(settings, name).strip()]
    if len(lacking) == len(PROVIDER):
        return
    for name in lacking:
        yield name, f"{', '.join(PROVIDER)} belong together"
    if "oidc_issuer" not in lacking and not _is_safe_url(settings.oidc_issuer):
        yield "oidc_issuer", "must be like https://login.example.no/tenant; http only on this machine"


def _is_safe_url(text: str) -> bool:
    """Whether what is said there cannot be read or changed on its way."""
    if not _is_plain_url(text):
        return False
    parts = urlsplit(text)
    return parts.scheme == "https" or parts.hostname in LOOPBACK
