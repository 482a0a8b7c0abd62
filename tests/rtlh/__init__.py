"""Tests of RTLH."""
