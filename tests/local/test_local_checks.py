"""The demo office is refused where a site is open to the world, before it starts."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError


@pytest.mark.parametrize(
    ("demo", "https", "found"),
    [(True, True, ["local.E001"]), (True, False, []), (False, True, []), (False, False, [])],
)
def test_the_demo_office_is_refused_on_https_alone(settings, demo: bool, https: bool, found: list[str]) -> None:
    settings.DEMO_OFFICE, settings.HTTPS = demo, https
    assert [each.id for each in run_checks(tags=["local"], include_deployment_checks=True)] == found


def test_it_is_asked_before_a_site_is_deployed_and_at_no_other_time(settings) -> None:
    settings.DEMO_OFFICE = settings.HTTPS = True
    assert not [each for each in run_checks() if each.id == "local.E001"]
    with pytest.raises(SystemCheckError, match="Take DEMO_OFFICE out of the environment"):
        call_command("check", tags=["local"], deploy=True)
