#!/usr/bin/env python3
"""Django's command line for perkim."""

import os
import sys
from importlib import import_module

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "perkim.settings")
    # So that jobs asked for by a command go to our broker, not to Celery's default.
    import_module("perkim.celery")
    execute_from_command_line(sys.argv)
