"""The WSGI application, for any server: `gunicorn wsgi:app`; our own is `python -m backend.serve`."""

import os

from backend.app import create_app
from backend.config import load_settings
from backend.infrastructure.logs import configure_logs

os.umask(0o077)  # what we store is personal: nobody else on this machine reads it
settings = load_settings()
configure_logs(settings)
app = create_app(settings)
