"""Every setting with its type and default; what each is for stands in `config.example.toml`."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from formserver.domain.words import Words

# Beside the package in the project and in an installed wheel alike.
DOC_TEMPLATES = Path(__file__).parents[2] / "doc_templates"
NOT_SAID = Words({"nb": ""})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What an installation can choose. Sizes in bytes, times in the unit that the name ends with."""

    instance: Path
    doc_templates: Path = DOC_TEMPLATES

    public_url: str = "http://127.0.0.1:8000"
    web_host: str = "127.0.0.1"
    web_port: int = 8000
    web_processes: int = 2
    web_threads: int = 4
    proxies: int = 0
    session_hours: int = 12
    language: str = "nb"

    service_name: str = "Dialogportalen"
    service_owner: str = "Dialogportalen"
    service_email: str = "hjelp@dialog.example.no"
    service_phone: str = ""

    sender_name: str = "Dialogportalen"
    sender_address: str = "ikke-svar@dialog.example.no"
    mail_host: str = "127.0.0.1"
    mail_port: int = 25
    mail_security: str = "none"
    mail_username: str = ""
    mail_password: str = ""
    mail_timeout: int = 30

    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: str = ""
    oidc_name: str = ""

    link_days_after_meeting: int = 42
    code_minutes: int = 10
    editing_hours: int = 8
    upload_limit_bytes: int = 10_000_000
    upload_count: int = 20
    attachment_limit_bytes: int = 10_000_000
    records_limit_bytes: int = 15_000_000
    page_numbers: bool = True

    privacy_officer: str = ""
    privacy_legal_basis: Words = NOT_SAID
    privacy_processors: Words = NOT_SAID
    privacy_retention: Words = NOT_SAID
    accessibility_answer_within: Words = NOT_SAID

    demo: bool = False

    @property
    def database(self) -> Path:
        """The one file that holds everything."""
        return self.instance / "formserver.sqlite3"

    @property
    def path_prefix(self) -> str:
        """The path under which the service lives, as "/dialog"; "" when it has the host to itself."""
        return urlsplit(self.public_url).path

    @property
    def is_https(self) -> bool:
        """Whether people reach the service over TLS, so that cookies may say so."""
        return self.public_url.startswith("https://")
