"""No regular expression of the project takes long over any text: neither one that a module keeps, nor one that is
written where it is applied, nor one of an address."""

import re
from collections.abc import Callable, Mapping

import pytest

from perkim.imports.cells import addresses as village_addresses
from perkim.lib import choices, days, geo, neighbourhood, numbers
from tests.architecture.patterns import (
    ANY_METHOD,
    METHODS,
    Pattern,
    addresses,
    hostile_texts,
    inline_patterns,
    kept_patterns,
    methods_used,
)
from tests.exhaustive import some
from tests.processor import processor_seconds

# As much as a text of a request or of a cell may be.
LONG = 20_000
# Servers take no longer line of a request.
LONGEST_ADDRESS = 8_190
# Modules that let no longer text reach their patterns (`perkim.lib.text.one_line`); that they do so is held by
# `tests/perkim/lib/test_hostile_text.py`.
CAPPED = {
    "perkim.lib.choices": choices.LONGEST,
    "perkim.lib.days": days.LONGEST,
    "perkim.lib.geo": geo.LONGEST_LINK,
    "perkim.lib.neighbourhood": neighbourhood.LONGEST,
    "perkim.lib.numbers": numbers.LONGEST,
    "perkim.imports.cells.addresses": village_addresses.LONGEST,
}
# One text, by one method. What is straight takes a thousandth of a second for a text of this size.
MOST_SECONDS = 0.15


def cap_of(key: str) -> int:
    if key in addresses():
        return LONGEST_ADDRESS
    return next((most for module, most in CAPPED.items() if module in (key.rpartition(".")[0], _module(key))), LONG)


def _module(key: str) -> str:
    """`perkim.lib.days` of `perkim/lib/days.py:40`."""
    return key.partition(":")[0].removesuffix(".py").replace("/", ".")


def asking(pattern: Pattern, method: str, text: str) -> Callable[[], object]:
    """One use of a pattern on a text, to its end."""
    asked = text.encode("latin-1") if isinstance(pattern.pattern, bytes) else text
    ask = getattr(pattern, method)
    if method in ("sub", "subn"):
        return lambda: ask(asked[:0], asked)
    return lambda: list(ask(asked)) if method == "finditer" else ask(asked)


def slow_text(pattern: Pattern, methods: frozenset[str], longest: int) -> str:
    """The beginning of a text over which a pattern takes too long, empty for none. Shorter ones are tried first: the
    time over some doubles with each letter."""
    sizes = sorted({min(longest, size) for size in (24, 200, 1_000, 5_000, longest)})
    return next(
        (
            f"{method} {len(text)}: {text[:30]!r}"
            for size in sizes
            for text in hostile_texts(pattern, size)
            for method in sorted(methods)
            if processor_seconds(asking(pattern, method, text)) > MOST_SECONDS
        ),
        "",
    )


def slow_ones(found: Mapping[str, Pattern], methods: Callable[[str], frozenset[str]]) -> dict[str, str]:
    """Which of these patterns are slow, each with a text; one that several modules keep is tried once, where its texts
    may be longest. Of many, some are tried."""
    by_pattern: dict[tuple[object, int], list[str]] = {}
    for key, pattern in found.items():
        by_pattern.setdefault((pattern.pattern, pattern.flags), []).append(key)
    slow = {}
    for keys in some(by_pattern.values()):
        asked = frozenset[str]().union(*map(methods, keys))
        if text := slow_text(found[keys[0]], asked, min(map(cap_of, keys))):
            slow[keys[0]] = text
    return slow


@pytest.mark.exhaustive
def test_patterns_that_modules_keep() -> None:
    assert len(kept_patterns()) > 60
    assert not slow_ones(kept_patterns(), methods_used)


@pytest.mark.exhaustive
def test_patterns_that_are_written_where_they_are_applied() -> None:
    inline, _ = inline_patterns()
    assert len(inline) > 5
    assert not slow_ones(inline, lambda key: frozenset({key.rpartition(":")[2]}) & METHODS or ANY_METHOD)


@pytest.mark.exhaustive
def test_patterns_of_addresses() -> None:
    assert len(addresses()) > 100
    assert not slow_ones(addresses(), lambda key: ANY_METHOD)


def test_no_function_puts_a_pattern_together() -> None:
    """None could be tried here."""
    _, unknown = inline_patterns()
    assert not unknown


@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [r"RT\s*[./]?\s*RW", r"(\d+\s*)+x", r"a\s*,?\s*;?\s*b", r"\s*([/.])\s*", r"^(a|a)*$", r"[0-9]*[.,]?[0-9]*E"],
)
def test_slow_patterns_are_told(source: str) -> None:
    assert slow_text(re.compile(source), ANY_METHOD, LONG)
