"""The only writer of imports. Every change takes the lock of its import first; the kind's own locks come after it."""
