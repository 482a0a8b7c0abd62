"""All regular expressions of the project, and the texts that keep each of them busiest."""

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]  # the standard library's own, which has no stubs
from typing import Any, TypeGuard

from django.apps import apps
from django.core.validators import RegexValidator
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.source import ROOT, name, nodes, python_files

Pattern = re.Pattern[Any]
METHODS = frozenset({"search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"})
ANY_METHOD = frozenset({"search", "fullmatch"})
# What follows a text that almost matches.
ENDS = ("", "!")
PUMPED = (" ", "0", "1", "-", "a", "(", '"', "/", ". ", "1 ", "1/", "rt ", "\x00", "\xe9")


def modules() -> Iterator[tuple[str, Path]]:
    """All modules of the project by name, entry points left out: they act when they are imported."""
    for path in python_files():
        parts = path.relative_to(ROOT).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if path.stem not in ("__main__", "manage", "gunicorn_conf"):
            yield module, path


@cache
def kept_patterns() -> dict[str, Pattern]:
    """Patterns that modules keep, under their own names or inside of what they keep, by `module.name`."""
    found = {}
    for module, _ in modules():
        for key, value in _kept_by(module):
            for number, pattern in enumerate(_within(value)):
                found[f"{module}.{key}:{number}"] = pattern
    for model in apps.get_models():
        for field in model._meta.local_fields:
            for number, validator in enumerate(field.validators):
                if isinstance(validator, RegexValidator):
                    found[f"{model._meta.label}.{field.name}:{number}"] = re.compile(validator.regex)
    return found


def _kept_by(module: str) -> Iterator[tuple[str, Any]]:
    for key, value in vars(import_module(module)).items():
        yield key, value
        if isinstance(value, type) and value.__module__ == module:
            yield from vars(value).items()


@cache
def addresses() -> dict[str, Pattern]:
    """The patterns of addresses."""

    def walk(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern | URLResolver]:
        for each in patterns:
            yield each
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns)

    return {f"address {each.pattern}": each.pattern.regex for each in walk(get_resolver().url_patterns)}


@cache
def inline_patterns() -> tuple[dict[str, Pattern], list[str]]:
    """Patterns written where they are applied, by `file:line:method`, and places whose pattern the source does not
    tell: one that a function puts together. What is compiled outside of functions, a module keeps."""
    found, unknown = {}, []
    for module, path in modules():
        making = [node for node in nodes(path) if _makes_pattern(node)]
        inside = {id(node) for function in _functions(path) for node in ast.walk(function)} if making else set()
        for node in making:
            if id(node) not in inside and _called(node) == "compile":
                continue
            pattern = _literal(node.args[0], import_module(module))
            if pattern is not None:
                found[f"{name(path)}:{node.lineno}:{_called(node)}"] = re.compile(pattern)
            elif id(node) in inside:
                unknown.append(f"{name(path)}:{node.lineno}")
    return found, unknown


def _functions(path: Path) -> list[ast.AST]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    return [node for node in nodes(path) if isinstance(node, kinds)]


def _makes_pattern(node: ast.AST) -> TypeGuard[ast.Call]:
    if not isinstance(node, ast.Call) or not node.args:
        return False
    if isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re":
        return node.func.attr in METHODS | {"compile"}
    return _called(node) in ("re_path", "RegexValidator", "RegexField")


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _literal(node: ast.expr, module: Any) -> str | bytes | None:
    value = node.value if isinstance(node, ast.Constant) else getattr(module, getattr(node, "id", ""), None)
    return value if isinstance(value, str | bytes) else None


def _within(value: Any, depth: int = 3) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, RegexValidator):
        yield re.compile(value.regex)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _within(each, depth - 1)
    elif depth and isinstance(value, Mapping):
        for each in value.values():
            yield from _within(each, depth - 1)


def methods_used(key: str) -> frozenset[str]:
    """How a kept pattern is asked, as the sources say; in all ways if they do not say it of its name."""
    bare = re.escape(key.rpartition(":")[0].rpartition(".")[2])
    asked = re.compile(rf"\b{bare}\.(\w+)")
    return frozenset(asked.findall(_sources())) & METHODS or ANY_METHOD


@cache
def _sources() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for _, path in modules())


def hostile_texts(pattern: Pattern, size: int) -> Iterator[str]:
    """Texts of this size: each part of the pattern that repeats, repeated behind what stands before it, the whole
    repeated, and runs of what people type; each with an end that does not fit."""
    source = pattern.pattern
    parsed = _parser.parse(source, pattern.flags & ~re.DEBUG)
    starts = {("", piece) for piece in PUMPED}
    starts |= {(before, body) for before, body in _repeated(list(parsed), "") if body}
    whole = _sample(list(parsed))
    starts |= {("", f"{whole} "), ("", whole[:-1] or "x"), *((whole, piece) for piece in PUMPED[:4])}
    for before, body in sorted(starts):
        if body:
            for end in ENDS:
                yield before + (body * (size // len(body) + 1))[:size] + end


def _repeated(parsed: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """What stands before each part that repeats, and one repetition of it; neighbours that repeat also together."""
    last = ""
    for kind, value in parsed:
        inner = _parts(kind, value)
        if str(kind) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[1] > 3:
            body = _sample(list(value[2]))
            yield before, body
            yield before, last + body
            last = body
        for each in inner:
            yield from _repeated(each, before)
        before += _sample([(kind, value)])


def _parts(kind: Any, value: Any) -> list[list[Any]]:
    """The parts that stand within one of a pattern."""
    match str(kind):
        case "SUBPATTERN":
            return [list(value[3])]
        case "BRANCH":
            return [list(each) for each in value[1]]
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [list(value[2])]
        case "ATOMIC_GROUP":
            return [list(value)]
    return []


def _sample(parsed: list[Any]) -> str:
    """A short text that these parts match, nearly."""
    return "".join(_one(kind, value) for kind, value in parsed)


def _one(kind: Any, value: Any) -> str:
    match str(kind):
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL":
            return "x" if value != ord("x") else "y"
        case "IN":
            return _one_of(value)
        case "ANY":
            return "x"
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _sample(list(value[2])) * max(1, value[0])
        case "BRANCH":
            return _sample(list(value[1][0]))
        case "SUBPATTERN":
            return _sample(list(value[3]))
        case "ATOMIC_GROUP":
            return _sample(list(value))
    return ""


def _one_of(members: list[Any]) -> str:
    refused = members[:1] and str(members[0][0]) == "NEGATE"
    pattern = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}
    for kind, value in members:
        if str(kind) == "LITERAL" and not refused:
            return chr(value)
        if str(kind) == "RANGE" and not refused:
            return chr(value[0])
        if str(kind) == "CATEGORY" and not refused:
            return pattern.get(str(value), "!")
    return "x"
