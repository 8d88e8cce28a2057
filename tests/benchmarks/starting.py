"""Programs started cold, as somebody waits for them: the first page, and a template filled at a terminal."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import measuring, samples
from tests.benchmarks.measuring import Measured, Way

FIRST_PAGE = """
import os
from formserver import app, config
made = app.create_app(config.load(config.instance_folder(os.environ), os.environ))
assert made.test_client().get("/").status_code == 200
"""
EVERYTHING = """
import importlib, pkgutil, formserver
for found in pkgutil.walk_packages(formserver.__path__, "formserver."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
import docxtpl, icalendar
"""
DOCXTPL = """
import json, sys
from docxtpl import DocxTemplate
template, names, target = sys.argv[1:]
opened = DocxTemplate(template)
with open(names, encoding="utf-8") as file:
    opened.render(json.load(file), autoescape=True)
opened.save(target)
"""
COMMAND = ("-m", "formserver", "template", "render")


def first_page(runs: int) -> Measured:
    """From nothing to the front page, on an instance that is there already."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {"FORMSERVER_INSTANCE": f"{folder}/instance"}
        ours = Way(name="as it is", work=lambda _: _python("-c", FIRST_PAGE, **environment))
        eager = Way(
            name="everything imported", work=lambda _: _python("-c", EVERYTHING + FIRST_PAGE, **environment)
        )
        what = "first page after start"
        yield measuring.compare(what, ours, eager, runs, clock=measuring.wall, goal="≥ 1.7×")
        yield measuring.compare(f"{what}, CPU", ours, eager, runs, clock=measuring.cpu, goal="≥ 1.7×")


def filling(runs: int) -> Measured:
    """`formserver template render` beside a script that says the same to docxtpl."""
    with tempfile.TemporaryDirectory() as folder:
        template, names, target = (Path(folder, name) for name in ("in.docx", "names.json", "out.docx"))
        template.write_bytes(samples.template())
        names.write_text(json.dumps(samples.names(samples.SIZES[0])), "utf-8")
        paths = (str(template), str(names))
        ours = Way(name="command", work=lambda _: _python(*COMMAND, *paths, "-o", str(target)))
        theirs = Way(name="docxtpl script", work=lambda _: _python("-c", DOCXTPL, *paths, str(target)))
        what = "template render, cold"
        yield measuring.compare(what, ours, theirs, runs, clock=measuring.wall, goal="≥ 1.2×")
        yield measuring.compare(f"{what}, CPU", ours, theirs, runs, clock=measuring.cpu, goal="≥ 1.2×")


def _python(*arguments: str, **environment: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment or None)
