"""The address and the manners of the queue: Redis or Valkey, which may hang like any other part."""

from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

# How long a page waits for it, for a figure or to wake a worker.
PAGE_SECONDS = 0.8
# A page that wakes a worker gives up after the first try; the schedule finds its row in the outbox.
OF_PAGES = {"socket_timeout": PAGE_SECONDS, "socket_connect_timeout": PAGE_SECONDS, "max_retries": 0}


def broker_url(redis_url: str) -> str:
    """Celery's spelling of a Redis address: a Unix socket is `redis+socket://` to it, `unix://` to redis-py."""
    if not redis_url.startswith("unix://"):
        return redis_url
    path, _, query = redis_url.removeprefix("unix://").partition("?")
    return f"redis+socket://{path}" + (f"?{query.replace('db=', 'virtual_host=')}" if query else "")


def question_client(redis_url: str) -> Redis:
    """A client for one question; by itself redis-py would ask ten times."""
    limits: dict[str, Any] = {"socket_timeout": PAGE_SECONDS, "socket_connect_timeout": PAGE_SECONDS}
    return Redis.from_url(redis_url, retry=Retry(NoBackoff(), 0), **limits)
