"""Reads a process from its folder of files, checks it whole.

Names every fault by file, key and reason.
"""

from formserver.definitions.faults import DefinitionFault, Fault
from formserver.definitions.folder import Definition, load, load_all, made_of, parse, sha256_of

__all__ = ["Definition", "DefinitionFault", "Fault", "load", "load_all", "made_of", "parse", "sha256_of"]
