"""The processes of production serve the static files of the image."""

from tests.production.image import collected  # noqa: F401 -- a fixture
