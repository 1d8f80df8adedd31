"""Settings that hold for all tests."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("any-machine", deadline=None)  # a busy machine is no failure
settings.load_profile("any-machine")
