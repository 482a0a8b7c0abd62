"""What Kemendagri codes say by themselves: `35.08.03.2005` lies in `35.08.03`, which lies in `35.08`."""

from collections.abc import Iterable


def lies_within(code: str, outer: str) -> bool:
    """Whether a region is the other one or lies in it."""
    return code == outer or code.startswith(f"{outer}.")


def smallest_holding(codes: Iterable[str]) -> str:
    """The code of the smallest region that holds all of these."""
    common = []
    for segments in zip(*(code.split(".") for code in codes), strict=False):
        if len(set(segments)) > 1:
            break
        common.append(segments[0])
    return ".".join(common)
