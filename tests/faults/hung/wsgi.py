"""perkim.wsgi with one more page, that of `addresses`. Gunicorn takes this module in its place."""

from django.conf import settings

from perkim.wsgi import application

__all__ = ["application"]

settings.ROOT_URLCONF = "tests.faults.hung.addresses"
