import pytest

from formserver.cli import wsgi


@pytest.fixture
def served(monkeypatch):
    """The application with settings from the environment, as the web server loads it."""

    def load(**settings):
        for name, value in settings.items():
            monkeypatch.setenv(f"FORMSERVER_{name.upper()}", value)
        return wsgi.application()

    return load


@pytest.mark.parametrize("path", ["/dialog/sign-in", "/sign-in"])
def test_under_a_path_every_address_has_it_whether_the_proxy_takes_it_away_or_not(served, path):
    page = served(public_url="https://example.no/dialog").test_client().get(path)

    assert page.status_code == 200
    assert 'href="/dialog/static/app.css' in page.text
    assert 'href="/static' not in page.text


def test_a_path_that_only_begins_alike_is_another(served):
    client = served(public_url="https://example.no/dia").test_client()

    assert client.get("/dialog").headers["Location"].startswith("/dia/sign-in")


def test_with_a_host_to_itself_nothing_is_put_before_the_path(served):
    page = served(public_url="https://example.no").test_client().get("/sign-in")

    assert 'href="/static/app.css' in page.text


@pytest.mark.parametrize(
    ("proxies", "caller"), [("0", "10.0.0.1"), ("1", "203.0.113.7"), ("2", "198.51.100.9")]
)
def test_only_so_many_proxies_are_believed_about_who_calls(served, proxies, caller):
    application = served(proxies=proxies)
    application.add_url_rule("/who", "who", lambda: __import__("flask").request.remote_addr)
    forwarded = {"X-Forwarded-For": "192.0.2.1, 198.51.100.9, 203.0.113.7"}

    said = application.test_client().get("/who", headers=forwarded, environ_base={"REMOTE_ADDR": "10.0.0.1"})

    assert said.text == caller


def test_no_proxy_is_believed_about_the_host(served):
    application = served(proxies="1", public_url="https://example.no")
    application.add_url_rule("/where", "where", lambda: __import__("flask").request.host)
    forwarded = {"X-Forwarded-Host": "odd.example.com", "X-Forwarded-Port": "8443"}

    said = application.test_client().get("/where", headers=forwarded, base_url="https://example.no")

    assert said.text == "example.no"
