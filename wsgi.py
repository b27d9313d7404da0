"""The WSGI application, for any server: `gunicorn wsgi:app`; our own is `python -m backend.serve`."""

from backend.app import create_app
from backend.config import load_settings
from backend.infrastructure.logs import configure_logs

settings = load_settings()
configure_logs(settings)
app = create_app(settings)
