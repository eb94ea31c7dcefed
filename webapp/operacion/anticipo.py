"""What a person would otherwise wait for, learnt before anybody is served.

What the checks judge by is learnt from every text of a manual: seconds, in a large one. A server
learns it once, between taking its address and having workers, and they are born knowing it.
"""

from __future__ import annotations

from flask import Flask

from webapp.bd import db
from webapp.consultas.manuales import manual_por_slug, nombres_de_manuales
from webapp.decisiones import sabido_de
from webapp.entornos import entorno_de


def anticipar(app: Flask) -> None:
    """Learn the custom of every manual. No connection is left open: a process that is born of
    this one must not share it. When it cannot be done, who asks will learn it, or be told why."""
    with app.app_context():
        try:
            with db.sessionmaker() as session:
                for cual in nombres_de_manuales(session):
                    manual = manual_por_slug(session, cual.slug)
                    sello = sabido_de(session, manual.id, 0).sello
                    entorno_de(session, manual.id, manual.formato, sello).madurar()
        except Exception:
            app.logger.exception("no se pudo aprender la costumbre de los manuales al arrancar")
        finally:
            for motor in db.engines.values():
                motor.dispose()
