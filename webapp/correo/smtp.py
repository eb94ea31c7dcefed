"""SMTP that checks whom it gives the password to, also when encryption starts half-way."""

from __future__ import annotations

import smtplib
import ssl
from typing import Any

from flask_mailman.backends import smtp


class _Verificado(smtplib.SMTP):
    """Flask-Mailman asks for STARTTLS without a context, and then nobody checks the certificate."""

    def starttls(self, *_: Any, **__: Any) -> tuple[int, bytes]:
        """Encrypt, with the certificates this machine trusts."""
        return super().starttls(context=ssl.create_default_context())


class EmailBackend(smtp.EmailBackend):  # type: ignore[misc]  # the library has no types
    """Flask-Mailman's, over that connection."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """What opens a connection to the server."""
        return smtplib.SMTP_SSL if self.use_ssl else _Verificado
