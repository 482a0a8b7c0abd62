"""What one photo may take of the machine, and what is kept of it. Only values: the developer knows no Django."""

# Sizes of the design, section 7, and of its budget of page weights.
LONGEST_SIDE, MOST_KEPT = 1600, 300 * 1024
THUMBNAIL_SIDE, MOST_THUMBNAIL = 160, 8 * 1024
# The best phones of today make 50 million pixels: between 30 MB (JPEG) and 800 MB (WebP) while one is opened.
MOST_PIXELS = 50_000_000

# Processor time of one photo. Phones' photos take half a second, and the largest of them a little over one; what takes
# longer is given up, so that three such files keep an honest photo waiting for no more than a few seconds.
MOST_SECONDS = 2.0
MOST_MEMORY = 1024 * 1024 * 1024
# By the clock, on a machine that is busy with other things; a decoder that waits for what never comes ends here.
MOST_WALL_SECONDS = 30.0
# Photos that each process has in hand at once, and how long the others wait for their turn. Together with the time
# above this is less than the minute for which the proxy waits.
MOST_AT_ONCE, PATIENCE_SECONDS = 2, 25.0
# A developer without work goes home, and its memory is free again.
IDLE_SECONDS = 300.0
