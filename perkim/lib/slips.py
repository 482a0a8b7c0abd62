"""Whether two words are one slip of the hand apart. Plain Python, no Django."""


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter left out, added, changed, or exchanged with its neighbour makes one word of the other, or they
    are the same."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])
