"""The record: one entity a file. Importing this package registers every table."""

from webapp.modelos.acto import Acto, ClaseAsunto
from webapp.modelos.borrador import Autoria, Borrador, Guardado
from webapp.modelos.cargo import Cargo
from webapp.modelos.contenido import ContenidoGuardado
from webapp.modelos.formato import ActoDeFormato, EstadoDeFormato, FormatoGuardado
from webapp.modelos.instrumento import InstrumentoRegistrado, Numero
from webapp.modelos.manual import Institucion, Manual
from webapp.modelos.persona import Nombramiento, Persona
from webapp.modelos.version import TipoVersion, Version

__all__ = [
    "Acto",
    "ActoDeFormato",
    "Autoria",
    "Borrador",
    "Cargo",
    "ClaseAsunto",
    "ContenidoGuardado",
    "EstadoDeFormato",
    "FormatoGuardado",
    "Guardado",
    "Institucion",
    "InstrumentoRegistrado",
    "Manual",
    "Nombramiento",
    "Numero",
    "Persona",
    "TipoVersion",
    "Version",
]
