"""What the rules say no to. A refusal is typed and wordless; the page or the terminal finds the words."""


class Refusal(Exception):
    """Something a person may not do, or not do now. Carries facts, never wording."""

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__, facts)
        self.facts = facts


class NotFound(Refusal):
    """There is no such thing, or it is not this person's to see: both look alike from outside."""


class DefinitionUnreadable(Refusal):
    """This program cannot read the definition that something follows: it waits for one that can.

    Facts: `faults` (tuple of typed faults).
    """


class LinkDoesNotWork(Refusal):
    """The link is expired, withdrawn, replaced or unknown: one answer for all."""


class NotAllowed(Refusal):
    """The account may not do this."""


class TooOften(Refusal):
    """The same door was used too many times. Facts: `until` (aware datetime)."""


class TooBusy(Refusal):
    """The server has as much heavy work as it can do while it answers others."""


class WrongCode(Refusal):
    """The sign-in code is wrong, used or too old."""


class DialogCancelled(Refusal):
    """The dialog is cancelled: nothing more can be written or sent."""


class NotInUse(Refusal):
    """The dialog is not taken into use yet."""


class AlreadyInUse(Refusal):
    """The dialog is already taken into use."""


class Incomplete(Refusal):
    """Something must be filled in first. Facts: `lacks` (tuple of typed shortcomings)."""


class FormLocked(Refusal):
    """The form is submitted and the time for corrections has passed."""


class NothingAsked(Refusal):
    """The form cannot be filled in yet, because what it answers is not submitted."""


class NothingChanged(Refusal):
    """The correction is the same as what was submitted."""


class StaleAnswer(Refusal):
    """The text changed again while two texts were being joined."""


class LetterFaulty(Refusal):
    """The letter cannot be used as it is. Facts: `faults` (tuple of typed faults)."""


class LetterChanged(Refusal):
    """Somebody else changed the letter since it was shown."""


class AlreadySent(Refusal):
    """The packet is frozen and sent already."""


class NotWaiting(Refusal):
    """The letter is no longer waiting, so it cannot be held, stopped or sent at once."""


class LastAdministrator(Refusal):
    """The last open administrator account cannot be closed."""


class ResponsibleOrganiser(Refusal):
    """The responsible organiser cannot be removed: hand the dialog over first."""


class AlreadyThere(Refusal):
    """The same thing exists already. Facts: `value`."""


class MeetingPast(Refusal):
    """The meeting day has passed. Facts: `day`."""


class EndBeforeStart(Refusal):
    """The meeting must end after it starts. Facts: `start`."""


class DeadlineNotBeforeMeeting(Refusal):
    """An overridden deadline must lie before the meeting. Facts: `key`, `at`."""


class DeadlineOutOfOrder(Refusal):
    """A deadline must not lie before the one it builds on. Facts: `key`, `before`."""


class TemplateFaulty(Refusal):
    """The version of a Word template has faults, so nothing can be made from it. Facts: `errors` (count)."""


class FailsOnDialogs(Refusal):
    """The version of a Word template cannot be filled with answers of real dialogs. Facts: `failures`."""


class FileRefused(Refusal):
    """An uploaded file cannot be taken.

    Facts: `why` (type, size, empty, name, count), `file`, `size`, `limit`,
    `finding` (why something is no Word file).
    """


class PictureRefused(Refusal):
    """An uploaded picture cannot be taken. Facts: `why` (type, size, dots), `limit` (bytes or dots)."""


class ColourRefused(Refusal):
    """A colour cannot be taken. Facts: `why` (form, pale), `colour`; where pale `contrast` and `needed`."""


class DraftChanged(Refusal):
    """The draft, or what it began from, is another than the one that was seen.

    Facts: `by` and `at` of what stands now.
    """


class QuestionNeeded(Refusal):
    """The product cannot do without the question as it is. Facts: `need` (domain.questions.Need)."""


class NotPublishable(Refusal):
    """A draft, or an earlier version, cannot be used as things stand; a review of it says why."""
