"""Reads a process from its folder of files, checks it whole.

Names every fault by file, key and kind.
"""

from formserver.definitions.faults import DefinitionFault, FaultKind, ProcessFault, fault
from formserver.definitions.folder import Definition, load, load_all, made_of, parse, sha256_of

__all__ = [
    "Definition",
    "DefinitionFault",
    "FaultKind",
    "ProcessFault",
    "fault",
    "load",
    "load_all",
    "made_of",
    "parse",
    "sha256_of",
]
