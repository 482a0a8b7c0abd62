"""The windows in which every page is looked at: a cheap phone and an office desk."""

from playwright.sync_api import ViewportSize

SIZES: dict[str, ViewportSize] = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1366, "height": 768}}
