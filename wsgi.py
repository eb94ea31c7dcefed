"""The application, for ``flask --app wsgi`` and for any WSGI server."""

from webapp import create_app

app = create_app()
