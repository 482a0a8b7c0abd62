"""A function with its first arguments filled in, which equals another one of the same."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Applied(Generic[T]):
    """Calls `function` with what is `given`, and then with the rest.

    Declarations are compared: a paper that is declared twice must stay the same paper, and `functools.partial` is equal
    to nothing but itself.
    """

    function: Callable[..., T]
    given: tuple[object, ...]

    def __call__(self, *rest: Any) -> T:
        return self.function(*self.given, *rest)
