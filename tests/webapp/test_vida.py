"""The whole life of a version, by the casos, on both engines."""

from __future__ import annotations

import pytest

from tests.apoyo.reparto import Elenco
from workflows.errores import ActoInvalido

pytestmark = pytest.mark.usefixtures("en_app")


def test_a_draft_is_written_signed_reviewed_and_approved(elenco: Elenco) -> None:
    version = elenco.abrir()
    elenco.cambiar(version, "Operar los equipos según el manual del fabricante.")
    assert elenco.elaborar(version) == "elaborado"
    assert elenco.revisar(version) == "revisado"
    assert elenco.registrar("AJD-2026-112", version) == "AJD-2026-112"
    vista = elenco.vista(version)
    assert (vista.version.estado, vista.version.etiqueta) == ("aprobado", "01-2026")


def test_who_wrote_a_version_does_not_review_it(elenco: Elenco) -> None:
    version = elenco.abrir("beto")
    elenco.cambiar(version, "Otra cosa.", "beto")
    elenco.elaborar(version, "beto")
    with pytest.raises(ActoInvalido, match="otra persona"):
        elenco.revisar(version, "beto")
