"""What administrators say of a new version of a Word template."""

from formserver.forms.planning_fields import LineField, PlanForm


class UploadForm(PlanForm):
    """What was changed, for the list of versions."""

    note = LineField("templates.note", required=False)
