"""`healthy.py HOST URL`: exits with 0 if the portal answers there with 200. Health checks of containers call it."""

import sys
from http.client import HTTPConnection
from urllib.parse import urlsplit

host, url = sys.argv[1:]
parts = urlsplit(url)
connection = HTTPConnection(parts.netloc, timeout=8)
# Redirects are not followed: they lead to the address of the whole site.
connection.request("GET", parts.path, headers={"Host": host})
sys.exit(connection.getresponse().status != 200)
