import os
import signal
import sys
import threading
import time

import pytest

from formserver.cli.supervisor import Supervisor

FOR_EVER = "import time\ntime.sleep(600)"
STUBBORN = """
import signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open(sys.argv[1], "w").close()
time.sleep(600)
"""
ONCE = "import sys\nopen(sys.argv[1], 'a').write('x')"


def program(text, *words):
    return [sys.executable, "-c", text, *map(str, words)]


def when(true, act):
    """Acts from another thread as soon as something is true."""

    def watch():
        while not true():
            time.sleep(0.02)
        act()

    threading.Thread(target=watch, daemon=True).start()


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_all_end_together_when_it_is_told_to_stop():
    supervisor = Supervisor({"one": program(FOR_EVER), "two": program(FOR_EVER)}, patience=30)
    when(lambda: len(supervisor._running) == 2, supervisor.stop)

    assert supervisor.run() == ""
    assert [process.returncode for process in supervisor._running.values()] == [-signal.SIGTERM] * 2


def test_it_stops_on_the_signal_of_a_service_manager():
    supervisor = Supervisor({"one": program(FOR_EVER)}, patience=30)
    when(lambda: supervisor._running, lambda: os.kill(os.getpid(), signal.SIGTERM))

    assert supervisor.run() == ""
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_program_that_is_killed_is_started_again():
    supervisor = Supervisor({"one": program(FOR_EVER)}, patience=30)
    when(lambda: supervisor._running, lambda: first_pid_killed(supervisor))

    assert supervisor.run() == ""
    assert not is_alive(supervisor._running["one"].pid)


def first_pid_killed(supervisor):
    killed = supervisor._running["one"].pid
    os.kill(killed, signal.SIGKILL)
    when(lambda: supervisor._running["one"].pid != killed, supervisor.stop)


def test_a_program_that_never_gets_going_ends_it_all_and_is_named(tmp_path):
    programs = {"one": program(FOR_EVER), "two": program(ONCE, tmp_path / "lives")}
    supervisor = Supervisor(programs, patience=30)

    assert supervisor.run() == "two"
    assert (tmp_path / "lives").read_text() == "xxx"
    assert not is_alive(supervisor._running["one"].pid)


def test_a_program_that_will_not_end_is_killed_when_patience_is_over(tmp_path):
    supervisor = Supervisor({"one": program(STUBBORN, tmp_path / "ready")}, patience=0.1)
    when((tmp_path / "ready").exists, supervisor.stop)

    assert supervisor.run() == ""
    assert supervisor._running["one"].returncode == -signal.SIGKILL


def test_programs_see_the_environment_they_are_given(tmp_path):
    text = "import os, sys, time\nopen(sys.argv[1], 'w').write(os.environ.get('GIVEN', ''))\ntime.sleep(600)"
    seen = tmp_path / "seen"
    supervisor = Supervisor({"one": program(text, seen)}, patience=30, environ={"GIVEN": "yes"})
    when(lambda: seen.exists() and seen.read_text(), supervisor.stop)

    supervisor.run()

    assert seen.read_text() == "yes"


@pytest.fixture(autouse=True)
def usual_signals():
    """A test that fails leaves the signals as they were."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
