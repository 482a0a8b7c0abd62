"""`healthy.py HOST URL`: exits with 0 if the portal answers there with 200. Health checks of containers call it."""

import sys
from urllib.request import Request, urlopen

host, url = sys.argv[1:]
with urlopen(Request(url, headers={"Host": host}), timeout=8) as answer:  # noqa: S310 -- an address of our own
    sys.exit(answer.status != 200)
