"""Settings that hold for all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("any-machine", deadline=None)  # a busy machine is no failure
settings.register_profile("repeatable", deadline=None, derandomize=True)  # for CI, which tells whether a change broke something
settings.load_profile("any-machine")
