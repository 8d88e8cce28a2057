"""A whole case as a file: read and checked before anything is stored, and written again by an export."""

from formserver.cases.case import Attached, Case, CaseItem, CaseParty, CaseSheet, Person
from formserver.cases.faults import CaseFault, Fault
from formserver.cases.reading import read

__all__ = ["Attached", "Case", "CaseFault", "CaseItem", "CaseParty", "CaseSheet", "Fault", "Person", "read"]
