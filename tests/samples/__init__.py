"""Programmes that exist in tests only: the paper test of the stage model."""
