"""Who brings no cookie is nobody: there is no session to read and no account to look for."""

from __future__ import annotations

from flask import Flask, Request, current_app, g, request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class _Sesiones(SecureCookieSessionInterface):
    """Flask's, that derives no key to read what was not sent."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session in the cookie; an empty one without it."""
        if self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)


def iniciar(app: Flask) -> None:
    """After the login manager was bound to ``app``, and before anything asks who it is."""
    app.session_interface = _Sesiones()
    app.before_request(_nadie)


def _nadie() -> None:
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]  # flask-login puts it there
