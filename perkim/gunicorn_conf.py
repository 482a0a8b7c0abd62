"""Settings of gunicorn, the web server: `gunicorn -c perkim/gunicorn_conf.py`. Who starts it gives the address.

Threads, so that a slow phone that takes a minute for its photo holds one thread and not the site.
"""

import os

wsgi_app = "perkim.wsgi"
worker_class = "perkim.gunicorn_worker.PoliteWorker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
timeout = 60
graceful_timeout = 10
keepalive = 5

limit_request_line = 8190
limit_request_fields = 100
limit_request_field_size = 8190

# Its socket would lie in the home folder, which a service account does not have.
control_socket_disable = True
# The workers' signs of life are files: on a busy disk they come late, and a healthy worker would be killed.
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK | os.X_OK) else None  # noqa: S108

accesslog = None
errorlog = "-"
loglevel = "info"
if os.environ.get("LOG_FORMAT") == "json":
    _to_stderr = {"handlers": ["lines"], "level": "INFO", "propagate": False}
    logconfig_dict = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "perkim.lib.json_lines.JsonLines"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["lines"], "level": "INFO"},
        "loggers": {"gunicorn.error": _to_stderr},
    }
