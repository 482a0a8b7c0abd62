"""Web, worker and beat with the commands and values of docker-compose.yml, behind what the proxy would send."""

import http.client
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import free_port
from tests.production.processes import HOST, Production, of_database, wait_for

BY_PROXY = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7", "X-Request-ID": "ab" * 16}

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@dataclass
class SiteResponse:
    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass
class ProductionSite:
    production: Production
    port: int
    logs: list[Path]

    def get(self, path: str, **headers: str) -> SiteResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers or BY_PROXY)
            answer = connection.getresponse()
            return SiteResponse(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()

    def answers(self) -> bool:
        try:
            return self.get("/sehat/hidup").status == 200
        except OSError:
            return False

    def healthy(self, path: str) -> bool:
        url = f"http://127.0.0.1:{self.port}{path}"
        return self.production.run("python", "ops/healthy.py", HOST, url).returncode == 0

    def lines(self) -> list[dict]:
        """Every line of every process; raises for one that is no JSON."""
        return [json.loads(line) for log in self.logs for line in log.read_text().splitlines() if line.strip()]


@pytest.fixture
def production(fresh_database: str, collected: Path, tmp_path: Path) -> Production:
    addresses = {"DATABASE_URL": of_database(fresh_database), "REDIS_URL": os.environ["REDIS_URL"]}
    addresses["EMAIL_URL"] = "dummymail://"
    return Production(tmp_path, addresses, static=collected)


@pytest.fixture
def site(production: Production) -> Iterator[ProductionSite]:
    port = free_port()
    beat = {"--schedule=/tmp/beat-schedule": f"--schedule={production.folder / 'beat-schedule'}"}
    with (
        production.running("worker") as worker_log,
        production.running("beat", **beat) as beat_log,
        production.running("web", **{"0.0.0.0:8000": f"127.0.0.1:{port}"}) as web_log,
    ):
        site = ProductionSite(production, port, [worker_log, beat_log, web_log])
        wait_for(site.answers, "the web server answers")
        yield site


def test_prepare_finds_nothing_to_complain_about(production: Production) -> None:
    run = production.run("sh", "ops/prepare.sh")
    assert run.returncode == 0, run.stderr
    assert "System check identified no issues" in run.stdout


def test_the_site_works_behind_its_proxy(site: ProductionSite) -> None:
    wait_for(lambda: json.loads(site.get("/sehat/siap").text)["sehat"], "beat, broker and worker prove themselves")

    page = site.get("/")
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert page.headers["X-Request-ID"] == BY_PROXY["X-Request-ID"]
    assert "Secure" in site.get("/masuk/").headers["Set-Cookie"]
    style = page.text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert site.get(style).headers["Cache-Control"].startswith("max-age=31536000")

    plain = site.get("/masuk/", Host=HOST)
    assert (plain.status, plain.headers["Location"]) == (301, f"https://{HOST}/masuk/")
    assert site.get("/", **{**BY_PROXY, "Host": "penipu.example"}).status == 400

    # As the health check of the container and as monitoring ask: inside, without TLS.
    assert site.healthy("/sehat/hidup")
    assert not site.healthy("/tiada")
    token = site.production.values["METRICS_TOKEN"]
    figures = site.get("/sehat/angka", Host=HOST, Authorization=f"Bearer {token}")
    assert 'perkim_healthy{part="background"} 1' in figures.text

    lines = site.lines()
    assert {"perkim.health.request_log", "gunicorn.error", "celery.app.trace"} <= {line["logger"] for line in lines}
    asked = [line for line in lines if line.get("route") == "masuk/"]
    assert {line["status"] for line in asked} == {200}
    assert {301, 400} <= {line.get("status") for line in lines}
    assert not [line for line in lines if line["level"] in ("ERROR", "CRITICAL")]
    assert "203.0.113.7" not in json.dumps(lines)


def test_the_image_can_collect_its_static_files_without_any_secret(collected: Path) -> None:
    assert (collected / "staticfiles.json").is_file()
