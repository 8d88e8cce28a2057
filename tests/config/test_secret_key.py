import stat
import subprocess
import sys

import pytest

from formserver import config

ASK = """
import sys
from pathlib import Path
from formserver import config
print(config.secret_key(Path(sys.argv[1])).hex())
"""


def test_the_key_is_made_once_and_only_the_service_may_read_it(tmp_path):
    first = config.secret_key(tmp_path / "new")

    assert config.secret_key(tmp_path / "new") == first
    assert len(first) == 32
    assert stat.S_IMODE((tmp_path / "new/secret.key").stat().st_mode) == 0o600


def test_processes_that_start_at_once_get_the_same_key(tmp_path):
    started = [
        subprocess.Popen([sys.executable, "-c", ASK, tmp_path], stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]

    said = {process.communicate()[0] for process in started}

    assert said == {config.secret_key(tmp_path).hex() + "\n"}
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


def test_a_file_that_is_no_key_is_refused_and_left_alone(tmp_path):
    (tmp_path / "secret.key").write_bytes(b"short")

    with pytest.raises(config.SecretKeyError, match="32 bytes, not 5"):
        config.secret_key(tmp_path)

    assert (tmp_path / "secret.key").read_bytes() == b"short"


def test_the_key_of_a_backup_takes_the_place_of_the_present_one(tmp_path):
    config.secret_key(tmp_path)

    config.replace_secret_key(tmp_path, b"k" * 32)

    assert config.secret_key(tmp_path) == b"k" * 32
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_a_backup_with_a_broken_key_is_refused(tmp_path):
    with pytest.raises(config.SecretKeyError, match="32 bytes, not 0"):
        config.replace_secret_key(tmp_path, b"")
