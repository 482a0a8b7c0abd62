"""Tests that run from the registry: a new programme is tested the day it arrives."""
