"""The WSGI application that gunicorn serves. Only here somebody waits for an answer, and everything has its limit."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

# So that jobs asked for by a page go to our broker, not to Celery's default.
from perkim.celery import app as celery_app
from perkim.lib.answering import LimitedApplication
from perkim.lib.queue import OF_PAGES

__all__ = ["application", "celery_app"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perkim.settings")
# The name server of a machine may hang as well; glibc would ask it for half a minute.
os.environ.setdefault("RES_OPTIONS", "timeout:1 attempts:2")
celery_app.conf.broker_transport_options = {**celery_app.conf.broker_transport_options, **OF_PAGES}
application = LimitedApplication(get_wsgi_application(), seconds=settings.ANSWER_SECONDS)
