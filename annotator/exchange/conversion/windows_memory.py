"""A limit of memory on Windows: a job object that this process puts itself into."""

from __future__ import annotations

import ctypes
from ctypes import c_size_t, c_uint32, c_uint64, c_void_p
from typing import Any

_EXTENDED_LIMIT_INFORMATION = 9
_LIMIT_PROCESS_MEMORY = 0x100
_THIS_PROCESS = c_void_p(-1)


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, its inner structures laid out flat."""

    _fields_ = [
        ("times", c_uint64 * 2),
        ("flags", c_uint32),
        ("working_set", c_size_t * 2),
        ("processes", c_uint32),
        ("affinity", c_size_t),
        ("classes", c_uint32 * 2),
        ("counters", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("others", c_size_t * 3),
    ]


def limit(most: int) -> bool:
    """Let this process take at most so many bytes; False where that cannot be had."""
    windll: Any = getattr(ctypes, "windll", None)
    if windll is None:
        return False
    kernel = windll.kernel32
    kernel.CreateJobObjectW.restype = c_void_p
    job = c_void_p(kernel.CreateJobObjectW(None, None))
    limits = _Limits(flags=_LIMIT_PROCESS_MEMORY, process_memory=most)
    told = (job, _EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits))
    return bool(
        job
        and kernel.SetInformationJobObject(*told)
        and kernel.AssignProcessToJobObject(job, _THIS_PROCESS)
    )
