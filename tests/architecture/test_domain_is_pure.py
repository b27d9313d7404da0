"""The rules can be read, run and audited without the framework around them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

PROGRAM = """
import importlib, pathlib, sys
for file in pathlib.Path("backend/domain").glob("*.py"):
    importlib.import_module("backend.domain." + file.stem if file.stem != "__init__" else "backend.domain")
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"flask", "sqlalchemy", "marshmallow", "werkzeug"}))
"""


def test_importing_the_domain_loads_no_framework() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "", "backend/domain must not import these: move what needs them into a slice"
