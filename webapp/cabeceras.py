"""What every answer tells the browser besides its page: what it may do with it, and keep.

OWASP ASVS 5, chapter 3. On every kind of answer: a page, a refusal, a download, a static file.
"""

from __future__ import annotations

from flask import Flask, Response, current_app, g, request, session

#: Nothing inline, nothing from elsewhere; Bootstrap's CSS draws its icons as data: images.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
#: What is not a page does nothing at all, wherever it is opened.
CSP_INERTE = "default-src 'none'; frame-ancestors 'none'; sandbox"
#: Two years (ASVS 3.4.1 asks for one at least), in seconds.
HSTS = "max-age=63072000; includeSubDomains"
_SIEMPRE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
}


def iniciar(app: Flask) -> None:
    """Put them on every answer. To be the first that registers, so that it runs the last."""
    app.after_request(_poner)


def _poner(respuesta: Response) -> Response:
    cabeceras = respuesta.headers
    cabeceras.extend(_SIEMPRE)
    if current_app.config["SESSION_COOKIE_SECURE"]:
        cabeceras["Strict-Transport-Security"] = HSTS
    es_pagina = respuesta.mimetype == "text/html" and "Content-Disposition" not in cabeceras
    cabeceras["Content-Security-Policy"] = CSP if es_pagina else CSP_INERTE
    _guardarse(respuesta)
    return respuesta


def _guardarse(respuesta: Response) -> None:
    """What may be kept: our own files, as they say; what anybody may read, asking each time
    whether it changed; what somebody sees with their account, nowhere.

    A view that says ``private`` has decided for itself: what it gives is approved and public.
    """
    if "Cache-Control" in respuesta.headers:
        dicho = respuesta.cache_control
        if dicho.private or dicho.no_store or dicho.max_age:
            return
    sirve = respuesta.status_code < 300 or respuesta.status_code == 304
    if _con_cuenta() or not sirve or request.method not in ("GET", "HEAD"):
        respuesta.headers["Cache-Control"] = "no-store"
    else:
        propia = ", private" if session.accessed else ""
        respuesta.headers["Cache-Control"] = f"no-cache{propia}"


def _con_cuenta() -> bool:
    """Whether the answer was made knowing who asks; nothing is asked of the database here."""
    return "_login_user" in g and not g._login_user.is_anonymous
