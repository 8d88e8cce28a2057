"""What lies at one address: a folder with one Word file in it, the working copy that the gate has found."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from wsgidav.dav_error import (
    HTTP_BAD_REQUEST,
    HTTP_MEDIATYPE_NOT_SUPPORTED,
    HTTP_NOT_FOUND,
    HTTP_REQUEST_ENTITY_TOO_LARGE,
    DAVError,
)
from wsgidav.dav_provider import DAVCollection, DAVNonCollection, DAVProvider

from formserver.domain.media_types import WORD
from formserver.domain.refusals import FileRefused, NotFound
from formserver.usecases.templates import edit_in_word
from formserver.usecases.templates.edit_in_word import WorkingCopy
from formserver.usecases.tools import Tools

COPY = "formserver.working_copy"  # where the gate puts what it found
REFUSED = {"size": HTTP_REQUEST_ENTITY_TOO_LARGE, "type": HTTP_MEDIATYPE_NOT_SUPPORTED}

Environ = dict[str, Any]


class OneFile(DAVProvider):
    """Finds the working copy or its folder; there is nothing else, and nothing can be made."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self.tools = tools

    def get_resource_inst(self, path: str, environ: Environ) -> DAVCollection | DAVNonCollection | None:
        """The file at `/<token>/<name>` or by its lock's root, its folder, or None."""
        copy: WorkingCopy = environ[COPY]
        _, _, rest = path.lstrip("/").partition("/")
        if rest == copy.file_name:
            return WordFile(path, environ, copy)
        return CopyFolder(path, environ, copy) if not rest else None

    def ref_url_to_path(self, ref_url: str) -> str:
        """The path of a lock's root, which names the working copy by its number: no token is stored."""
        return ref_url


class CopyFolder(DAVCollection):
    """The folder of one working copy."""

    def __init__(self, path: str, environ: Environ, copy: WorkingCopy) -> None:
        super().__init__(path, environ)
        self._copy = copy

    def get_ref_url(self) -> str:
        """What locks call it."""
        return f"/{self._copy.id}/"

    def get_member_names(self) -> list[str]:
        """Its one file."""
        return [self._copy.file_name]

    def get_member(self, name: str) -> DAVNonCollection | None:
        """The file with this name, or None."""
        return self.provider.get_resource_inst(f"{self.path.rstrip('/')}/{name}", self.environ)

    def support_etag(self) -> bool:
        """Folders have no mark of their content."""
        return False


class WordFile(DAVNonCollection):
    """The working copy, read as it was saved last; a save becomes a version."""

    def __init__(self, path: str, environ: Environ, copy: WorkingCopy) -> None:
        super().__init__(path, environ)
        self._copy = copy
        self._sent = _Sent()

    def get_ref_url(self) -> str:
        """What locks call it."""
        return f"/{self._copy.id}/{self._copy.file_name}"

    def get_href(self) -> str:
        """Its address, also when it was found by its lock's root."""
        # The path within the share is lost then, but not the one that was asked for.
        token = self.environ["PATH_INFO"].lstrip("/").partition("/")[0]
        provider = self.provider
        return f"{provider.mount_path}{provider.share_path}/{token}/{self._copy.file_name}"

    def get_content_length(self) -> int:
        """Bytes."""
        return self._copy.size

    def get_content_type(self) -> str:
        """Word's, whatever the machine's list of types says."""
        return WORD

    def get_creation_date(self) -> float:
        """When it was opened."""
        return self._copy.opened_at.timestamp()

    def get_last_modified(self) -> float:
        """When it was saved last."""
        return self._copy.changed_at.timestamp()

    def get_etag(self) -> str:
        """The same as long as the bytes are."""
        return self._copy.sha256

    def support_etag(self) -> bool:
        """Word asks by it whether the file is still the one it has."""
        return True

    def support_ranges(self) -> bool:
        """The whole file or nothing."""
        return False

    def get_content(self) -> BytesIO:
        """The bytes."""
        return BytesIO(edit_in_word.content(self.provider.tools, self._copy))

    def get_property_value(self, name: str) -> Any:
        """A property. The mark of the content stands in quotes here as in the header (RFC 4918 § 15.6)."""
        return f'"{self.get_etag()}"' if name == "{DAV:}getetag" else super().get_property_value(name)

    def begin_write(self, *, content_type: str | None = None) -> "_Sent":
        """Where WsgiDAV puts what was sent."""
        del content_type
        return self._sent

    def end_write(self, *, with_errors: bool) -> None:
        """Keep what was sent, unless somebody has locked the file meanwhile. Raises DAVError."""
        if with_errors:
            return
        try:
            self._copy = edit_in_word.save(
                self.provider.tools, self._copy.id, b"".join(self._sent.pieces), self._may_write
            )
        except FileRefused as refusal:
            raise DAVError(REFUSED.get(str(refusal.facts["why"]), HTTP_BAD_REQUEST)) from refusal
        except NotFound as refusal:
            raise DAVError(HTTP_NOT_FOUND) from refusal

    def _may_write(self) -> None:
        self.provider.lock_manager.check_write_permission(
            url=self.get_ref_url(),
            depth="0",
            token_list=self.environ["wsgidav.ifLockTokenList"],
            principal=self.environ["wsgidav.user_name"],
        )


class _Sent:
    """Keeps the pieces of a request's body."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []

    def writelines(self, pieces: Iterable[bytes]) -> None:
        """Take them all."""
        self.pieces.extend(pieces)

    def close(self) -> None:
        """They are still wanted."""
