"""Two sets of files that came from the same one, as one set; where both changed a file, it is told."""

from collections.abc import Mapping
from dataclasses import dataclass

Files = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Merged:
    """The files with the changes of both; `overtaken` are the paths that both changed, each its own way."""

    files: Files
    overtaken: tuple[str, ...]


def merged(base: Files, ours: Files, theirs: Files) -> Merged:
    """Our changes since `base` put into their files. Of a file that both changed, theirs is kept."""
    changed = [path for path in sorted({*base, *ours}) if ours.get(path) != base.get(path)]
    overtaken = [path for path in changed if theirs.get(path) not in (base.get(path), ours.get(path))]
    files = dict(theirs)
    for path in changed:
        if path in overtaken:
            continue
        if path in ours:
            files[path] = ours[path]
        else:
            files.pop(path, None)
    return Merged(files=files, overtaken=tuple(overtaken))


def different(one: Files, other: Files) -> tuple[str, ...]:
    """The paths whose texts differ, those that only one of them has among them."""
    return tuple(path for path in sorted({*one, *other}) if one.get(path) != other.get(path))
