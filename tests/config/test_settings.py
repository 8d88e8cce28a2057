import dataclasses
import tomllib
from pathlib import Path

import pytest

from formserver import config
from formserver.config import SettingFault
from formserver.config.settings import Settings
from formserver.domain.words import Words

PROJECT = Path(__file__).parents[2]


def faults_of(instance, environ=None):
    with pytest.raises(config.SettingFaults) as caught:
        config.load(instance, environ or {})
    return caught.value.faults


def test_an_empty_instance_has_settings_that_work(tmp_path):
    assert config.load(tmp_path, {}) == Settings(instance=tmp_path)


def test_the_example_names_every_setting_with_its_own_value(tmp_path):
    example = (PROJECT / "instance/config.example.toml").read_text(encoding="utf-8")
    (tmp_path / "instance").mkdir()
    (tmp_path / "doc_templates").mkdir()
    (tmp_path / "instance/config.toml").write_text(example, encoding="utf-8")

    read = config.load(tmp_path / "instance", {})

    known = {field.name for field in dataclasses.fields(Settings)} - {"instance"}
    assert set(tomllib.loads(example)) == known
    assert read.doc_templates.resolve() == tmp_path / "doc_templates"
    assert dataclasses.replace(read, doc_templates=PROJECT / "doc_templates") == Settings(
        instance=read.instance
    )


def test_every_setting_of_the_example_is_described_above_it():
    example = (PROJECT / "instance/config.example.toml").read_text(encoding="utf-8")

    for block in example.split("\n\n"):
        lines = block.strip().splitlines()
        assert lines[0].startswith("#"), block


def test_the_environment_wins_over_the_file(tmp_path):
    (tmp_path / "config.toml").write_text('mail_port = 465\nservice_name = "Dialog"\n', encoding="utf-8")

    settings = config.load(
        tmp_path, {"FORMSERVER_MAIL_PORT": "587", "FORMSERVER_INSTANCE": "elsewhere", "HOME": "/"}
    )

    assert (settings.mail_port, settings.service_name) == (587, "Dialog")


def test_the_public_address_loses_its_last_slash_and_keeps_its_path(tmp_path):
    settings = config.load(tmp_path, {"FORMSERVER_PUBLIC_URL": "https://example.no/dialog/"})

    assert (settings.public_url, settings.path_prefix, settings.is_https) == (
        "https://example.no/dialog",
        "/dialog",
        True,
    )


def test_a_text_for_readers_can_be_one_for_all_or_one_for_each_language(tmp_path):
    (tmp_path / "config.toml").write_text(
        'privacy_retention = "ett år"\nprivacy_processors = { nb = "Ingen", en = "None" }\n', encoding="utf-8"
    )

    settings = config.load(tmp_path, {})

    assert settings.privacy_retention == Words({"nb": "ett år"})
    assert settings.privacy_processors == Words({"nb": "Ingen", "en": "None"})


def test_all_faults_are_told_at_once(tmp_path):
    (tmp_path / "config.toml").write_text(
        'mail_prot = 25\nmail_timeout = "30s"\nlanguage = "se"\n', encoding="utf-8"
    )

    assert faults_of(tmp_path, {"FORMSERVER_DEMO": "yes"}) == (
        SettingFault(setting="mail_prot", reason="there is no such setting; did you mean mail_port?"),
        SettingFault(setting="mail_timeout", reason="must be a whole number, not '30s'"),
        SettingFault(setting="demo", reason="must be true or false, not 'yes'"),
        SettingFault(setting="language", reason="must be one of nb, nn, en"),
    )


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("public_url", "dialog.example.no"),
        ("public_url", "https://example.no/?a=b"),
        ("public_url", "https://example.no:99999"),
        ("mail_port", "0"),
        ("mail_port", "1e3"),
        ("mail_security", "ssl"),
        ("sender_address", "nobody"),
        ("sender_name", "Dialog\r\nBcc: odd@example.no"),
        ("service_name", " "),
        ("code_minutes", "0"),
        ("session_hours", "-1"),
        ("doc_templates", "nowhere"),
        ("instance", "elsewhere_still"),
        ("attachment_limit_bytes", "20000000"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_name(tmp_path, setting, value):
    environ = (
        {f"FORMSERVER_{setting.upper()}": value} if setting != "instance" else {"FORMSERVER_INSTANCES": value}
    )

    assert [fault.setting for fault in faults_of(tmp_path, environ)] == [
        setting if setting != "instance" else "instances"
    ]


def test_a_password_never_goes_over_a_network_in_the_clear(tmp_path):
    login = {"FORMSERVER_MAIL_USERNAME": "kari", "FORMSERVER_MAIL_PASSWORD": "hemmelig"}

    assert config.load(tmp_path, login).mail_password == "hemmelig"
    assert (
        faults_of(tmp_path, login | {"FORMSERVER_MAIL_HOST": "smtp.example.no"})[0].setting == "mail_security"
    )


PROVIDER = {
    "FORMSERVER_OIDC_ISSUER": "https://login.example.no/tenant",
    "FORMSERVER_OIDC_CLIENT_ID": "formserver",
    "FORMSERVER_OIDC_CLIENT_SECRET": "hemmelig",
    "FORMSERVER_OIDC_NAME": "Entra ID",
}


@pytest.mark.parametrize("name", PROVIDER)
def test_what_is_said_of_an_openid_provider_belongs_together(tmp_path, name):
    assert config.load(tmp_path, PROVIDER).oidc_name == "Entra ID"
    assert [fault.setting for fault in faults_of(tmp_path, PROVIDER | {name: " "})] == [
        name.removeprefix("FORMSERVER_").lower()
    ]


@pytest.mark.parametrize("issuer", ["http://login.example.no", "login.example.no", "https://a.no/?b=c"])
def test_an_openid_provider_is_asked_over_tls_unless_it_is_on_this_machine(tmp_path, issuer):
    here = {"FORMSERVER_OIDC_ISSUER": "http://127.0.0.1:9000"}

    assert config.load(tmp_path, PROVIDER | here).oidc_issuer == "http://127.0.0.1:9000"
    assert [
        fault.setting for fault in faults_of(tmp_path, PROVIDER | {"FORMSERVER_OIDC_ISSUER": issuer})
    ] == ["oidc_issuer"]


def test_the_demo_refuses_a_mail_server_outside_the_machine(tmp_path):
    demo = {"FORMSERVER_DEMO": "true"}

    assert config.load(tmp_path, demo).demo
    assert faults_of(tmp_path, demo | {"FORMSERVER_MAIL_HOST": "smtp.example.no"}) == (
        SettingFault(setting="mail_host", reason="the demo never sends outside: it must be 127.0.0.1"),
    )


def test_a_file_that_is_not_toml_is_a_fault_with_its_line(tmp_path):
    (tmp_path / "config.toml").write_text("mail_port: 25\n", encoding="utf-8")

    (fault,) = faults_of(tmp_path)

    assert fault.setting == "config.toml"
    assert "line 1" in fault.reason


def test_the_instance_is_named_by_the_environment_or_lies_in_the_working_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert config.instance_folder({"FORMSERVER_INSTANCE": "/srv/dialog"}) == Path("/srv/dialog")
    assert config.instance_folder({}) == tmp_path / "instance"
