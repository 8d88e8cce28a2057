"""LibreOffice opening a file by its address, writing into it and saving it where it lies."""

import os
import signal
import subprocess
from pathlib import Path

from tests.support import programs

SECONDS = 120
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false"><library:element library:name="Editing"/></library:library>
"""
LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library"
 xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard"
 xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple" library:link="false"/></library:libraries>
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Editing" script:language="StarBasic">
Sub WriteAndSave(address As String, added As String)
    Dim opened As Object, number As Integer
    opened = StarDesktop.loadComponentFromURL(address, "_blank", 0, Array())
    opened.Text.insertString(opened.Text.End, added, False)
    If Not opened.isReadonly() Then opened.store()
    opened.close(True)
    StarDesktop.terminate()
End Sub
</script:module>
"""


def write_and_save(address: str, added: str, folder: Path) -> None:
    """Open the file for writing, add a text at its end, save it, and close it. `folder` holds the profile."""
    library = folder / "profile" / "user" / "basic" / "Standard"
    library.mkdir(parents=True)
    (library.parent / "script.xlc").write_text(LIBRARIES, "utf-8")
    (library / "script.xlb").write_text(LIBRARY, "utf-8")
    (library / "Editing.xba").write_text(MODULE, "utf-8")
    words = [
        str(programs.path_of("soffice")),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", f"macro:///Standard.Editing.WriteAndSave({address},{added})"),
    ]
    process = subprocess.Popen(words, start_new_session=True)
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
