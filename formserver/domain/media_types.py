"""Media types by file ending, for what people enclose and what we make (IANA's registry of media types)."""

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNKNOWN = "application/octet-stream"

BY_ENDING = {
    "csv": "text/csv",
    "docx": WORD,
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def by_ending(file_name: str) -> str:
    """The media type that a file's ending stands for."""
    return BY_ENDING.get(file_name.rpartition(".")[2].casefold(), UNKNOWN)
