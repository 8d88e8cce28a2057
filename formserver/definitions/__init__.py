"""Reads a process from its files, and judges new ones: every fault is named by file, key and kind.

What is stored is read, never judged again.
"""

from formserver.definitions.faults import DefinitionFault, FaultKind, ProcessFault, fault
from formserver.definitions.folder import Definition, judge, load, load_all, read, sha256_of

__all__ = [
    "Definition",
    "DefinitionFault",
    "FaultKind",
    "ProcessFault",
    "fault",
    "judge",
    "load",
    "load_all",
    "read",
    "sha256_of",
]
