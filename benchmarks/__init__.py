"""Speed, as ratios to a reference timed in the same run: `make bench` writes `.local/bench.json`."""
