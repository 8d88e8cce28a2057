"""A whole case as a file: read and checked before anything is stored, and written again by an export."""

from formserver.cases.case import Attached, Case, CaseItem, CaseParty, CasePerson, CaseSheet
from formserver.cases.faults import CaseFault, CaseFileFault
from formserver.cases.form_schema import SCHEMA_FILE, published
from formserver.cases.reading import CASE_FILE, PROCESS_FILE, read
from formserver.cases.writing import write

__all__ = [
    "CASE_FILE",
    "PROCESS_FILE",
    "SCHEMA_FILE",
    "Attached",
    "Case",
    "CaseFault",
    "CaseFileFault",
    "CaseItem",
    "CaseParty",
    "CasePerson",
    "CaseSheet",
    "published",
    "read",
    "write",
]
