"""One packet to sixty recipients: outbox and transport beside Flask-Mail's `send()` in a loop."""

import hashlib
import tempfile
from pathlib import Path

from flask import Flask
from flask_mail import Mail, Message

from formserver import app
from formserver.config import Settings
from formserver.mail import mime
from formserver.mail.mime import EncodedFile, Envelope, Person
from formserver.storage import database, files, outbox
from formserver.storage.outbox import AttachedFile, NewLetter
from formserver.usecases.mail import deliver_mail
from formserver.usecases.tools import Tools
from tests.benchmarks import measuring, samples, sink
from tests.benchmarks.measuring import Measured, Way
from tests.support.set_clock import SetClock
from tests.usecases.house import JANUARY

RECIPIENTS = 60
PACKET = hashlib.shake_256(b"packet").digest(300_000)  # as hard to squeeze as a Word file
NAME, TYPE = "Dokumentpakke.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = samples.Texts().next(1_500)
HTML = f"<p>{TEXT}</p>"
SENDER = "portal@example.no"


def posting(runs: int) -> Measured:
    """With the outbox, where every letter is claimed and recorded durably, and without it."""
    with tempfile.TemporaryDirectory() as folder, sink.running() as port:
        settings = Settings(instance=Path(folder), mail_port=port)
        tools = app.make_tools(settings, clock=SetClock(JANUARY))
        numbers = _written(tools)
        theirs = _flask_mail(port)
        stored = Way(
            name="from the outbox", work=lambda _: _deliver(tools), prepare=lambda: _again(tools, numbers)
        )
        built = Way(name="built and sent", work=lambda _: _send(tools))
        what = f"packet of 300 kB to {RECIPIENTS}"
        goal = "≥ 5×, dream 20×"
        yield measuring.compare(what, built, theirs, runs, clock=measuring.wall, goal=goal)
        yield measuring.compare(f"{what}, CPU", built, theirs, runs, clock=measuring.cpu, goal=goal)
        yield measuring.compare(f"{what}, outbox", stored, theirs, runs, clock=measuring.wall, goal=goal)
        yield measuring.compare(f"{what}, outbox, CPU", stored, theirs, runs, clock=measuring.cpu, goal=goal)


def _written(tools: Tools) -> list[int]:
    with database.writing():
        file = AttachedFile(sha256=files.keep(PACKET), file_name=NAME, media_type=TYPE)
        numbers = [outbox.put(_letter(number, file), tools.clock()) for number in range(RECIPIENTS)]
    return [number for number in numbers if number is not None]


def _letter(number: int, file: AttachedFile) -> NewLetter:
    return NewLetter(
        key=f"packet/{number}",
        letter="packet",
        language="nb",
        recipient_name=f"Mottaker {number}",
        recipient_address=_address(number),
        subject="Dokumentpakke til mulighetsdialogen",
        text=TEXT,
        html=HTML,
        files=(file,),
        message_id=f"<{number}@example.no>",
        due_at=JANUARY,
    )


def _again(tools: Tools, numbers: list[int]) -> None:
    deliver_mail._attachment.cache_clear()
    with database.writing():
        for number in numbers:
            outbox.send_again(number, None, tools.clock())


def _deliver(tools: Tools) -> None:
    while deliver_mail.deliver_next(tools):
        pass
    tools.transport.close()


def _send(tools: Tools) -> None:
    packet = EncodedFile(filename=NAME, media_type=TYPE, content=PACKET)
    for number in range(RECIPIENTS):
        tools.transport.deliver(mime.build(_envelope(tools, number, packet)))
    tools.transport.close()


def _envelope(tools: Tools, number: int, packet: EncodedFile) -> Envelope:
    return Envelope(
        sender=Person("Dialogportalen", SENDER),
        recipient=Person(f"Mottaker {number}", _address(number)),
        subject="Dokumentpakke til mulighetsdialogen",
        text=TEXT,
        html=HTML,
        language="nb",
        message_id=f"<{number}@example.no>",
        date=tools.clock(),
        attachments=(packet,),
    )


def _flask_mail(port: int) -> Way:
    other = Flask("other")
    other.config.update(MAIL_SERVER="127.0.0.1", MAIL_PORT=port, MAIL_DEFAULT_SENDER=SENDER)
    mail = Mail(other)

    def send(_: object) -> None:
        with other.app_context():
            for number in range(RECIPIENTS):
                message = Message("Dokumentpakke til mulighetsdialogen", [_address(number)], TEXT, HTML)
                message.attach(NAME, TYPE, PACKET)
                mail.send(message)

    return Way(name="Flask-Mail's send()", work=send)


def _address(number: int) -> str:
    return f"mottaker{number}@example.no"
