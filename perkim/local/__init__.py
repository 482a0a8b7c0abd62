"""A whole perkim on one machine: installs it, starts its servers and the site, and stops them cleanly.

Only for demonstrations, development and tests; production is docker-compose.yml. Nothing else may import this package
but management commands and tests.
"""
