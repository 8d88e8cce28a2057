"""Word templates in words: what a version is worth, who made it, what a check found and where."""

from collections.abc import Sequence

from formserver.documents.check import annotated_file, finding_words, run_check
from formserver.documents.word.findings import Finding, Severity
from formserver.domain.dialog import Party
from formserver.storage.templates import TemplatePlace, TemplateVersion
from formserver.usecases.documents import document_failures as why_not_made
from formserver.usecases.documents.make_document import DocumentNotMade
from formserver.usecases.templates.read_templates import (
    Follower,
    TemplateOverview,
    TemplatePage,
    Version,
    VersionState,
)
from formserver.usecases.templates.try_template import TrialFailure
from formserver.web import pages

COLOURS = {
    VersionState.IN_USE: "success",
    VersionState.FAULTY: "danger",
    VersionState.UNCHECKED: "neutral",
    VersionState.EARLIER: "neutral",
    VersionState.READY: "info",
}
Whose = tuple[
    int | None, int | None
]  # with whose answers: dialog and party; None for the sample, for the first
SEVERITIES = {Severity.ERROR: "danger", Severity.WARNING: "warning"}


def state(version: Version) -> tuple[str, str]:
    """The words for what a version is worth, and the colour of their tag."""
    return pages.say(f"templates.state_{version.state}"), COLOURS[version.state]


def not_made(key: str, fault: DocumentNotMade) -> str:
    """That a document could not be made, and why; `key` is that of the sentence."""
    return pages.say(key, why=why_not_made.fault_of_template(fault, pages.language()))


def by(version: TemplateVersion) -> str:
    """Who added a version."""
    return version.by or pages.say("templates.shipped")


def others(page: TemplatePage, own: TemplateVersion) -> list[tuple[int, str]]:
    """The versions that one can be compared with: their numbers, and in words with what was changed."""
    rest = [one.version for one in page.versions if one.version != own]
    told = [(one.id, pages.say("templates.version", number=one.number), one.note) for one in rest]
    return [(number, f"{name} – {changed}" if changed else name) for number, name, changed in told]


def note(version: TemplateVersion) -> str:
    """What its author said was changed."""
    return version.note or "–"


def used_for(shelf: TemplateOverview) -> str:
    """What the document is for, as its process says; else that the template is what it is made from."""
    told = shelf.process.words.get(f"documents.{shelf.document.key}.used_for")
    return pages.words(told) or pages.say("templates.used_for", document=pages.words(shelf.name))


def used(version: Version) -> str:
    """When a version was last taken into use, and by whom; nothing where nobody did."""
    if version.used is None:
        return ""
    return pages.say("templates.at_by", moment=pages.moment(version.used.at), who=version.used.by)


def language(place: TemplatePlace) -> str:
    """The language of a template, by name."""
    return pages.say(f"language.{place.language}")


def may_annotate(findings: tuple[Finding, ...]) -> bool:
    """Whether there is something to comment, in a file that can be written into."""
    return bool(findings) and annotated_file.may_annotate(findings)


def verdict(findings: tuple[Finding, ...]) -> tuple[str, str, str]:
    """Heading, sentence and colour of what a check found in all."""
    wrong = run_check.errors(findings)
    if wrong:
        counted = _counted(len(wrong), len(findings) - len(wrong))
        return pages.say("templates.cannot_be_used"), pages.say("templates.mend", found=counted), "danger"
    if findings:
        counted = pages.count("templates.warnings", len(findings))
        return pages.say("templates.can_be_used"), pages.say("templates.warned", found=counted), "warning"
    return pages.say("templates.can_be_used"), pages.say("templates.no_faults"), "success"


def _counted(wrong: int, warned: int) -> str:
    counted = [pages.count("templates.errors", wrong)]
    if warned:
        counted.append(pages.count("templates.warnings", warned))
    return pages.join(counted)


def finding(one: Finding) -> tuple[str, str, str, str]:
    """Kind of finding in a word, the colour of its tag, where it is, and what is wrong with the mend."""
    word = pages.say(f"template_severity.{one.severity}")
    where = finding_words.where(one, pages.language())
    return word, SEVERITIES[one.severity], where, finding_words.sentence(one, pages.language())


def dialog(one: Follower) -> str:
    """A dialog by title and meeting day."""
    return f"{pages.words(one.dialog.title)}, {pages.day_month_year(one.dialog.meeting.day)}"


def choices(one: Follower, parties: Sequence[Party]) -> list[tuple[str, str]]:
    """With whose answers of a dialog a version can be shown, by what `whose` reads, and in words."""
    if not parties:
        return [(said_of(one.dialog.id), dialog(one))]
    return [
        (said_of(one.dialog.id, party.id), f"{dialog(one)} – {pages.words(party.name)}") for party in parties
    ]


def said_of(dialog_id: int | None, party_id: int | None = None) -> str:
    """Dialog and party as an address names them: "12", or "12-7"; "" for neither."""
    return "-".join(str(one) for one in (dialog_id, party_id) if one is not None)


def whose(said: str) -> Whose:
    """The dialog and the party that an address names; None for what it does not."""
    numbers = [int(one) if one.isascii() and one.isdigit() else None for one in said.split("-", 1)]
    return numbers[0], numbers[1] if len(numbers) > 1 else None


def failure(one: TrialFailure) -> str:
    """The dialog on which a version fails, and why."""
    name = f"{pages.words(one.title)}, {pages.day_month_year(one.day)}"
    why = " ".join(finding_words.in_words(found, pages.language()) for found in one.findings)
    return pages.say("templates.fails_on", dialog=name, why=why)
