"""The record: one entity a file. Importing this package registers every table."""

from webapp.modelos.acto import Acto, ClaseAsunto
from webapp.modelos.archivo import Archivo, Entrega
from webapp.modelos.aviso import Aviso, Correo
from webapp.modelos.borrador import Autoria, Borrador, Guardado
from webapp.modelos.calidad import CalidadSabida, ClaseDesestimacion, Desestimacion
from webapp.modelos.cargo import Cargo
from webapp.modelos.carta import Carta, ClaseCarta
from webapp.modelos.contenido import ContenidoGuardado
from webapp.modelos.emitido import ClaseDocumento, DocumentoEmitido
from webapp.modelos.formato import ActoDeFormato, EstadoDeFormato, FormatoGuardado
from webapp.modelos.grupo import Grupo, GrupoVersion
from webapp.modelos.identidad import Identidad, NombramientoDeFuera
from webapp.modelos.indice import (
    CampoIndexado,
    CodigoDeVersion,
    CompetenciaDicha,
    CompetenciaIndexada,
    TrozoDicho,
    TrozoIndexado,
)
from webapp.modelos.instrumento import InstrumentoRegistrado, Numero, NumeroDeAcuerdo
from webapp.modelos.intento import Intento
from webapp.modelos.lectura import LecturaEnCurso
from webapp.modelos.manual import Institucion, Manual
from webapp.modelos.persona import Delegacion, ModoAvisos, Nombramiento, Persona
from webapp.modelos.punto import Expediente, FasePunto, Punto, PuntoVersion
from webapp.modelos.resultado import ResultadoRegistrado
from webapp.modelos.revision import (
    Justificacion,
    Mirada,
    Observacion,
    Presencia,
    Respuesta,
    Visto,
)
from webapp.modelos.segundo_factor import (
    CodigoDeRecuperacion,
    RolConSegundoFactor,
    SegundoFactor,
)
from webapp.modelos.sesion import MedioSesion, MotivoCierre, Sesion
from webapp.modelos.trabajo import Ambito, Fase, Trabajo
from webapp.modelos.verificacion import Verificacion
from webapp.modelos.version import TipoVersion, Version
from webapp.modelos.vigencia import Vigencia
from workflows.hilos import CIERRAN, ClaseObservacion, ClaseRespuesta

__all__ = [
    "CIERRAN",
    "Acto",
    "ActoDeFormato",
    "Ambito",
    "Archivo",
    "Autoria",
    "Aviso",
    "Borrador",
    "CalidadSabida",
    "CampoIndexado",
    "Cargo",
    "Carta",
    "ClaseAsunto",
    "ClaseCarta",
    "ClaseDesestimacion",
    "ClaseDocumento",
    "ClaseObservacion",
    "ClaseRespuesta",
    "CodigoDeRecuperacion",
    "CodigoDeVersion",
    "CompetenciaDicha",
    "CompetenciaIndexada",
    "ContenidoGuardado",
    "Correo",
    "Delegacion",
    "Desestimacion",
    "DocumentoEmitido",
    "Entrega",
    "EstadoDeFormato",
    "Expediente",
    "Fase",
    "FasePunto",
    "FormatoGuardado",
    "Grupo",
    "GrupoVersion",
    "Guardado",
    "Identidad",
    "Institucion",
    "InstrumentoRegistrado",
    "Intento",
    "Justificacion",
    "LecturaEnCurso",
    "Manual",
    "MedioSesion",
    "Mirada",
    "ModoAvisos",
    "MotivoCierre",
    "Nombramiento",
    "NombramientoDeFuera",
    "Numero",
    "NumeroDeAcuerdo",
    "Observacion",
    "Persona",
    "Presencia",
    "Punto",
    "PuntoVersion",
    "Respuesta",
    "ResultadoRegistrado",
    "RolConSegundoFactor",
    "SegundoFactor",
    "Sesion",
    "TipoVersion",
    "Trabajo",
    "TrozoDicho",
    "TrozoIndexado",
    "Verificacion",
    "Version",
    "Vigencia",
    "Visto",
]
