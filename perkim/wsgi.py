"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

# So that jobs asked for by a page go to our broker, not to Celery's default.
from perkim.celery import app as celery_app

__all__ = ["application", "celery_app"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perkim.settings")
application = get_wsgi_application()
