"""The secretary's form."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, StringField
from wtforms.validators import InputRequired, Length, Optional

from webapp.casos.registrar_acuerdo import Acuerdo, todo_aprobado

_FECHA = "Escriba una fecha: día, mes y año."


class FormularioAcuerdo(FlaskForm):  # type: ignore[misc]  # the library has no types
    """What the board's decision says. The batch comes beside it, as version id → hash seen."""

    numero = StringField(
        validators=[InputRequired("Escriba el número del acuerdo."), Length(max=60)]
    )
    sesion = StringField(validators=[InputRequired("Escriba la sesión."), Length(max=120)])
    fecha = DateField(validators=[InputRequired(_FECHA)])
    firmeza = DateField(validators=[Optional()])
    rige_desde = DateField(validators=[Optional()])

    class Meta:
        """The application checks CSRF on every POST already."""

        csrf = False
        locales = ("es",)

    def acuerdo(self, vistos: Mapping[int, str]) -> Acuerdo:
        """The decision, once the form is valid."""
        fecha = self.fecha.data
        assert isinstance(fecha, date)
        return Acuerdo(
            (self.numero.data or "").strip(),
            (self.sesion.data or "").strip(),
            fecha,
            self.firmeza.data,
            self.rige_desde.data,
            todo_aprobado(vistos),
        )

    def errores(self) -> dict[str, str]:
        """The first fault of each field, in words."""
        return {
            nombre: _FECHA if "valid date" in str(faltas[0]) else str(faltas[0])
            for nombre, faltas in self.errors.items()
            if faltas and nombre is not None
        }

    def valores(self) -> dict[str, str]:
        """Every field as it was typed."""
        return {campo.name: " ".join(campo.raw_data or []) or _texto(campo.data) for campo in self}


def _texto(valor: object) -> str:
    if valor is None:
        return ""
    return valor.isoformat() if isinstance(valor, date) else str(valor)
