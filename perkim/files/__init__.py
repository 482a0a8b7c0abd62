"""Uploads: what is taken, how it is kept, who may fetch it. Its owner says what it belongs to."""
