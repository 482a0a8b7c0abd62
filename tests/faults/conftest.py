"""Sites whose parts fail serve the static files of the image."""

from tests.production.image import collected  # noqa: F401 -- a fixture
