"""LibreOffice opening a file by its address, writing into it and saving it where it lies."""

import os
import signal
import subprocess
from pathlib import Path

from tests.support import programs

SECONDS = 120
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN"
 "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Editing"/>
</library:library>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Editing"
 script:language="StarBasic">
Sub WriteAndSave(address As String, added As String)
    Dim opened As Object
    opened = StarDesktop.loadComponentFromURL(address, "_blank", 0, Array())
    opened.Text.insertControlCharacter(opened.Text.End, 0, False)
    opened.Text.insertString(opened.Text.End, added, False)
    If Not opened.isReadonly() Then opened.store()
    opened.close(True)
    StarDesktop.terminate()
End Sub
</script:module>
"""


def write_and_save(address: str, added: str, folder: Path) -> None:
    """Open the file for writing, add a text at its end, save it, and close it. `folder` gets the profile."""
    profile = folder / "profile"
    _run(profile, "--terminate_after_init")  # it makes its own libraries first, over whatever lies there
    library = profile / "user" / "basic" / "Standard"
    (library / "script.xlb").write_text(LIBRARY, "utf-8")
    (library / "Editing.xba").write_text(MODULE, "utf-8")
    _run(profile, f'macro:///Standard.Editing.WriteAndSave("{address}","{added}")')


def _run(profile: Path, *words: str) -> None:
    """It is ended with all that it started when it takes too long."""
    program = [str(programs.path_of("soffice")), f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    process = subprocess.Popen([*program, "--norestore", *words], start_new_session=True)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
