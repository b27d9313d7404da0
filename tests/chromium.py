"""Where this machine's Chromium is; setup/system.sh looks for the same names."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
ON_A_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

CHROMIUM = next((found for found in map(shutil.which, NAMES) if found), ON_A_MAC)
# The same engine without the desktop around it: a fresh window costs 0.15 s of processor time instead of 1.3 s.
WITHOUT_DESKTOP = shutil.which("chromium-headless-shell") or CHROMIUM
