"""What notices are about: each topic is declared once, by the app that has something to tell."""

from dataclasses import dataclass

from perkim.lib.registry import Registry


class UndeclaredTopicError(LookupError):
    """Somebody asks for a topic that no module declared."""


@dataclass(frozen=True)
class Topic:
    """`title` stands above the notice on screen, such as "Tugas baru"."""

    key: str
    title: str


_topics: Registry[Topic] = Registry("topic of notices", UndeclaredTopicError)


def declare(key: str, title: str) -> Topic:
    """Make a topic known. Called at module level, beside what tells of it."""
    return _topics.add(key, Topic(key, title))


def topic(key: str) -> Topic:
    """The declared topic; raises UndeclaredTopicError."""
    return _topics.get(key)


def topics() -> tuple[Topic, ...]:
    return _topics.all()
