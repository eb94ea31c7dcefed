"""One version of one cargo, with everything a printed copy of it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from webapp.consultas.hojas import Firmado, FirmaImpresa
from workflows.contenido import Contenido
from workflows.fechas import escribir_fecha
from workflows.formatos import Formato
from workflows.texto import ficha
from workflows.verificacion import codigo_de

#: Estados in which a version is not yet anybody's rule.
SIN_APROBAR = ("borrador", "tramite")


@dataclass(frozen=True, slots=True)
class Documento:
    """What a PDF, DOCX or text of a cargo is made from, and nothing else: same data, same bytes.

    ``numero`` and ``instrumento`` are as printed, "" where there is none. ``situacion`` is what
    the version is on the day asked: borrador, tramite, vigente, futura, sustituida, derogada,
    anulada. ``momento`` (UTC) is since when it stands in its estado: the date inside the file.
    ``sitio`` is the address of the program, without a final slash.
    """

    formato: Formato
    manual: str
    manual_nombre: str
    institucion: str
    cargo: str
    titulo: str
    version_id: int
    contenido: Contenido
    contenido_hash: str
    firmas: tuple[FirmaImpresa, ...]
    numero: str
    etiqueta: str
    instrumento: str
    rige_desde: date | None
    situacion: str
    derogacion: bool
    momento: datetime
    sitio: str
    firmado: Firmado | None = None

    @property
    def aprobado(self) -> bool:
        """Whether anybody may read it."""
        return self.situacion not in SIN_APROBAR

    @property
    def codigo_verificacion(self) -> str:
        """The short code printed on it."""
        return codigo_de(self.manual, self.version_id, self.contenido_hash)

    @property
    def url_verificacion(self) -> str:
        """Where somebody who holds a copy asks whether it is genuine and still in force."""
        return f"{self.sitio}/verificar/{self.codigo_verificacion}"

    @property
    def marca(self) -> str:
        """The words across the page that keep a copy from passing for what is in force."""
        desde = escribir_fecha(self.rige_desde) if self.rige_desde else ""
        if not self.aprobado:
            return "BORRADOR"
        if self.situacion == "futura":
            return f"{'Se deroga' if self.derogacion else 'Rige'} a partir del {desde}"
        marcas = {"sustituida": "SUSTITUIDO", "derogada": "DEROGADO", "anulada": "SIN EFECTO"}
        return marcas.get(self.situacion, "")

    @property
    def rotulo(self) -> str:
        """How this version is called: ``No. 09-2020``, its date, or that it is a draft."""
        if not self.aprobado:
            return "borrador"
        if self.numero:
            return f"No. {self.numero}"
        return f"del {escribir_fecha(self.rige_desde)}" if self.rige_desde else ""

    def archivo(self, extension: str, *, que: str = "") -> str:
        """The name of the file: ``21154-director-experto-v09-2020.pdf``."""
        version = f"v{self.etiqueta}" if self.aprobado else f"borrador-{self.contenido_hash[:8]}"
        partes = (self.contenido.campo("codigo"), self.titulo, version, que)
        return f"{ficha('-'.join(p for p in partes if p))[:120]}.{extension}"
