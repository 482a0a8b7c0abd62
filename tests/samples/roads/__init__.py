"""Road contracts, an app that exists in tests only: what it brings to the shared pages stands in this folder alone."""
