import signal
import socket
import time
import urllib.request
from urllib.error import URLError

import pytest

from formserver.cli import ports


@pytest.fixture
def port():
    return ports.any_free("127.0.0.1")


def answer(port, path="/sign-in"):
    """The page, as soon as the server answers."""
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}") as response:
                return response.read().decode()
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"nobody answers on port {port}")


def listens(port):
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0


def test_the_service_shows_pages_sends_mail_and_stops_when_told(formserver, smtp_catcher, port):
    settings = {"web_port": str(port), "mail_port": str(smtp_catcher.port)}
    with formserver.running("serve", **settings) as service:
        assert "<h1" in answer(port)
        formserver("account", "add", "kari@example.no")
        assert smtp_catcher.wait_for(1)[0].recipients == ("kari@example.no",)
        service.send_signal(signal.SIGTERM)
        said, _ = service.communicate(timeout=60)

    assert service.returncode == 0
    assert said.splitlines()[0] == f"Serving http://127.0.0.1:8000 on 127.0.0.1:{port}; Ctrl-C stops"
    assert said.splitlines()[-1] == "Stopped"
    assert not listens(port)


def test_the_web_server_alone_sends_nothing(formserver, smtp_catcher, port):
    settings = {"web_port": str(port), "mail_port": str(smtp_catcher.port)}
    with formserver.running("web", **settings):
        formserver("account", "add", "kari@example.no")
        assert "<h1" in answer(port)

    assert smtp_catcher.connections == 0


def test_the_worker_alone_sends_and_stops_when_told(formserver, smtp_catcher):
    formserver("account", "add", "kari@example.no")
    with formserver.running("worker", mail_port=str(smtp_catcher.port)) as worker:
        smtp_catcher.wait_for(1)
        worker.send_signal(signal.SIGTERM)
        said, _ = worker.communicate(timeout=60)

    assert (worker.returncode, said) == (0, "Working; Ctrl-C stops\n")


@pytest.mark.parametrize("command", ["serve", "web"])
def test_a_port_in_use_is_told(formserver, command):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = formserver(command, web_port=str(port))

    assert (said.code, said.out) == (1, [])
    assert said.failure == (
        f"formserver: 127.0.0.1:{port} is in use, or not ours to listen on; choose another web_port"
    )
