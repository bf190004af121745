"""bfloat16 or float32: which of the two this processor trains faster with, found by trying.

With AMX a step in bfloat16 takes a fourth of the time of float32; without AMX and AVX512-BF16 it is
emulated and takes longer. The list of a processor's features does not tell the two apart reliably
under a hypervisor, a clock does.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from statistics import median

import torch

#: Steps that are timed of each number format, after `WARM_UP` that are not.
TIMED_STEPS, WARM_UP = 20, 2
FORMATS = {"bfloat16": torch.bfloat16, "float32": torch.float32}

#: Puts the number format around a forward pass: `with autocast(): ...`.
Autocast = Callable[[], AbstractContextManager[object]]


def autocast_of(precision: str, device: str) -> Autocast:
    """`precision` is a key of `FORMATS`, `device` a type of PyTorch such as `cpu`."""
    return lambda: torch.autocast(device, torch.bfloat16, enabled=precision == "bfloat16")


def processor() -> str:
    """What the choice holds for: the processor's name, and which bfloat16 instructions it shows."""
    listing = Path("/proc/cpuinfo")
    if not listing.exists():
        return platform.processor()
    lines = (line.partition(":") for line in listing.read_text().splitlines())
    first = {key.strip(): value.strip() for key, _, value in reversed(list(lines))}
    shown = {"amx_bf16", "avx512_bf16"} & set(first.get("flags", "").split())
    return " ".join([first.get("model name", platform.machine()), *sorted(shown)])


def faster_precision(
    step: Callable[[str], None], clock: Callable[[], float] = time.perf_counter
) -> str:
    """The key of `FORMATS` whose `step` has the smaller median time.

    The formats take turns, so that whatever else runs on the machine slows both alike.
    """
    seconds: dict[str, list[float]] = {precision: [] for precision in FORMATS}
    for count in range(WARM_UP + TIMED_STEPS):
        for precision, times in seconds.items():
            began = clock()
            step(precision)
            if count >= WARM_UP:
                times.append(clock() - began)
    medians = {precision: median(times) for precision, times in seconds.items()}
    shown = ", ".join(f"{precision} {value:.3f} s" for precision, value in medians.items())
    print(f"a step takes {shown}", flush=True)
    return min(medians, key=lambda precision: medians[precision])
