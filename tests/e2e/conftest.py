"""A real browser (Chromium) before the real site: packed static files, strict headers, a database of the test's own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client, override_settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from perkim.accounts.middleware import PROVED_TWICE
from perkim.accounts.models import User
from perkim.accounts.roles import Role
from perkim.regions.models import Region
from tests.e2e.sizes import SIZES
from tests.e2e.worlds import stand, worlds  # noqa: F401 -- fixtures
from tests.once import once_in_a_run

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PACKED = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

# Patience with a busy machine: tests of sites run beside those of the browser. What is there is seen at once.
expect.set_options(timeout=20_000)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser per file: its event loop lives in this thread, and other tests must not meet it."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Django takes Playwright's loop for asynchronous code of ours and would refuse the ORM.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def packed_static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files as production serves them: hashed names, compressed copies."""
    return once_in_a_run(tmp_path_factory, "static", _pack)


def _pack(folder: Path) -> None:
    with override_settings(STATIC_ROOT=folder, STORAGES=_storages()):
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin", "django_filters"])


@pytest.fixture
def packed_settings(packed_static: Path) -> Iterator[None]:
    with override_settings(
        STATIC_ROOT=packed_static,
        STORAGES=_storages(),
        WHITENOISE_USE_FINDERS=False,
        WHITENOISE_AUTOREFRESH=False,
        DEBUG=False,
    ):
        yield


def _storages() -> dict[str, dict[str, str]]:
    return {**settings.STORAGES, "staticfiles": PACKED}


@pytest.fixture
def site(packed_settings: None, live_site: str) -> str:
    """The address of the site as production serves it."""
    return live_site


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Opens a page of the site in a context of its own: `open_page("/kerja/", "phone", user=rahayu)`."""
    contexts: list[BrowserContext] = []

    def open_it(path: str, size: str = "desk", *, user: User | None = None, javascript: bool = True) -> Page:
        context = browser.new_context(base_url=site, viewport=SIZES[size], java_script_enabled=javascript)
        contexts.append(context)
        if user:
            context.add_cookies([{"name": "sessionid", "value": _session_of(user), "url": site}])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_it
    for context in contexts:
        context.close()


def _session_of(user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[PROVED_TWICE] = True
    session.save()
    return str(session.session_key)


@pytest.fixture
def officer(site: str) -> User:
    return _person("rahayu", "Rahayu Wulandari", Role.STAF)


@pytest.fixture
def administrator(site: str) -> User:
    return _person("slamet", "Slamet Riyadi", Role.ADMIN)


def _person(username: str, name: str, role: Role) -> User:
    user = User.objects.create_user(username, name, "kata-sandi-panjang", salutation="IBU")
    region = Region.objects.get(kind=Region.Kind.KABUPATEN)
    user.assignments.create(role=role, region=region, starts=timezone.localdate())
    return user
