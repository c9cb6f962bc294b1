"""On what a figure was measured: machine, versions, load, and the model's hash."""

import os
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

from pipeline.runners.fingerprint import model_info

_LIBRARIES = ("spacy", "thinc", "numpy", "dateparser", "pydantic", "typer")


def machine() -> dict[str, Any]:
    """Processor, cores, memory, system, threads of native libraries, load average of the last minute."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory_gb": round(_memory() / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "threads": os.environ.get("OMP_NUM_THREADS"),
        "python": platform.python_version(),
        "load_average": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
    }


def versions(model: str | None) -> dict[str, str]:
    """Versions of the libraries below us, and which language model was measured."""
    found = {name: metadata.version(name) for name in _LIBRARIES}
    info = model_info(model)
    name = f"{info.meta.get('lang')}_{info.meta.get('name')} {info.meta.get('version')}"
    return {**found, "model": name, "model_sha256": info.sha256}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


def _memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 0
