"""The WSGI application, for any server: `gunicorn wsgi:app`, `uvicorn` by `make run`."""

from backend.app import create_app

app = create_app()
