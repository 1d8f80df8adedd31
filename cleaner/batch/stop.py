"""SIGINT and SIGTERM: the first asks the run to end after the pages at hand, the second ends it at once."""

from __future__ import annotations

import os
import signal
from types import FrameType, TracebackType
from typing import Any

SIGNALS = (signal.SIGINT, signal.SIGTERM)
FIRST = 128
"""Statuses of signals are above this one; `Stop.status` below it means that the run ends for another reason."""


class Stop:
    """While it is entered, the first signal is remembered, not obeyed: `status` is what the run has to exit with then, else 0.

    wake: a file descriptor that can be read when a signal came, so that who waits for something else wakes up."""

    def __init__(self) -> None:
        self.status = 0
        self.wake, self._write = os.pipe()
        os.set_blocking(self._write, False)
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Stop:
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
                self._before[number] = signal.signal(number, self._heard)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        os.close(self.wake)
        os.close(self._write)

    def _heard(self, number: int, frame: FrameType | None) -> None:
        """Raises SystemExit at the second signal."""
        status = 128 + number  # what a shell reports for a program that the signal ended
        if self.status > FIRST:
            raise SystemExit(status)
        self.status = status
        os.write(self._write, b"!")  # stays readable: nobody may miss it
