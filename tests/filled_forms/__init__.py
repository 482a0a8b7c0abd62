"""How each kind of requirement is met on its pages; see `form.py`."""

from tests.filled_forms import casework, household_money  # noqa: F401 -- they register their kinds
