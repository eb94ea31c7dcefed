"""A wrong formato is refused with every fault: its file, its key, and what to write instead."""

from __future__ import annotations

import re

import pytest

from workflows.errores import FormatoInvalido, NoEncontrado
from workflows.formatos import cargar, catalogo, leer_formato
from workflows.formatos.cargador import fuente
from workflows.formatos.modelo import Alcance, ClaseInstrumento

CARGOS, CLASES = fuente("manual-cargos"), fuente("especificacion-clase")


def cambiado(texto: str, viejo: str, nuevo: str) -> str:
    """The text with its first ``viejo`` replaced; a test that no longer changes anything fails."""
    assert viejo in texto, viejo
    return texto.replace(viejo, nuevo, 1)


def sin_fila(texto: str, tipo: str, clave: str) -> str:
    """Without one ``[[tipo]]``."""
    fila = re.compile(rf'\[\[{tipo}\]\]\nclave = "{clave}"\n(?:(?!\[).*\n?)*')
    assert fila.search(texto), clave
    return fila.sub("", texto, count=1)


def con_fila(tipo: str, **claves: object) -> str:
    """manual-cargos and one more ``[[tipo]]``."""
    renglones = [f"{k} = {_toml(v)}" for k, v in claves.items()]
    return f"{CARGOS}\n[[{tipo}]]\n" + "\n".join(renglones) + "\n"


def _toml(valor: object) -> str:
    if isinstance(valor, list):
        return "[" + ", ".join(_toml(v) for v in valor) + "]"
    return f'"{valor}"'


def fallas_de(texto: str) -> list[str]:
    """What the loader says of a text."""
    with pytest.raises(FormatoInvalido) as error:
        leer_formato(texto, "mio.toml")
    return error.value.fallas


def test_the_formatos_of_the_house_load_and_say_who_approves() -> None:
    assert set(catalogo()) == {
        "manual-cargos", "especificacion-clase", "especificacion-con-condiciones"
    }  # fmt: skip
    cargos, clases = cargar("manual-cargos"), cargar("especificacion-clase")
    assert cargos.instrumento.clase is ClaseInstrumento.ACUERDO
    assert cargos.numeracion.alcance is Alcance.ACUERDO
    assert clases.instrumento.clase is ClaseInstrumento.FIRMA
    assert clases.numeracion.alcance is Alcance.NINGUNA
    assert cargos.identidad == ("estrato", "categoria", "area")


def test_a_formato_that_is_not_there_names_the_ones_that_are() -> None:
    with pytest.raises(NoEncontrado, match="manual-cargos"):
        cargar("otra")


def test_what_an_editor_of_windows_adds_to_a_file_does_no_harm() -> None:
    assert leer_formato("\ufeff" + CARGOS.replace("\n", "\r\n"), "x") == cargar("manual-cargos")


def test_an_institution_names_its_own_letterhead_and_page_words() -> None:
    texto = cambiado(
        CARGOS,
        "[lectura]\n",
        '[lectura]\nmembrete = ["Acueducto del Norte"]\nrotulos = { pagina = ["Folio"] }\n',
    )
    lectura = leer_formato(texto, "x").lectura
    assert lectura.membrete == ("Acueducto del Norte",)
    assert lectura.rotulos.pagina == ("Folio",)
    assert lectura.rotulos.fecha == cargar("manual-cargos").lectura.rotulos.fecha


A = 'clave = "revisar"\n'
#: What is wrong → the text, and the key, fault and remedy that its one line must name.
UNA_FALLA: dict[str, tuple[str, str, str, str]] = {
    "unknown rule": (
        cambiado(CARGOS, '"completo"', '"completito"'),
        "acto[elaborar].reglas", "regla desconocida «completito»", "completo, hay-cambios",
    ),
    "estado nobody reaches": (
        con_fila("estado", clave="perdido", clase="cerrada", rotulo="Perdido"),
        "estado[perdido]", "ningún acto llega", 'hacia = "perdido"',
    ),
    "dead end": (
        con_fila("estado", clave="pausa", clase="edicion", rotulo="Pausa")
        + '[[acto]]\nclave="pausar"\nclase="retiro"\nrotulo="Pausar"\ndesde=["elaborado"]\n'
        'hacia="pausa"\nrol=["autor"]\n',
        "estado[pausa]", "callejón sin salida", 'desde = ["pausa"]',
    ),
    "no way back from trámite": (
        sin_fila(CARGOS, "acto", "devolver-revisado"),
        "estado[revisado]", "no podría devolverlo", "acto de devolucion",
    ),
    "acto nobody may do": (
        cambiado(CARGOS, 'rol = ["revisor"]', "rol = []"),
        "acto[revisar].rol", "nadie podría hacerlo", "revisor",
    ),
    "unknown role": (
        cambiado(CARGOS, 'rol = ["revisor"]', 'rol = ["jefatura"]'),
        "acto[revisar].rol", "no hay un rol «jefatura»", "[[rol]]",
    ),
    "administrador who signs": (
        cambiado(CARGOS, 'rol = ["revisor"]', 'rol = ["administrador"]'),
        "acto[revisar].rol", "el administrador no firma", "otro rol",
    ),
    "lector who signs": (
        cambiado(CARGOS, 'rol = ["revisor"]', 'rol = ["lector"]'),
        "acto[revisar].rol", "el lector no firma", "otro rol",
    ),
    "role every manual has": (
        con_fila("rol", clave="lector", rotulo="Lector"),
        "rol[lector]", "ya existe en todo manual", "quítelo",
    ),
    "unknown key, close to one": (
        cambiado(CARGOS, A + 'clase = "revision"', A + 'reglass = "x"\nclase = "revision"'),
        "acto[revisar].reglass", "clave desconocida", "¿quiso decir «reglas»?",
    ),
    "unknown key, close to none": (
        "zzzz = 1\n" + CARGOS, "zzzz", "clave desconocida", "quítela",
    ),
    "bad pattern": (
        cambiado(CARGOS, r"'\d{4,6}'", "'[0-9'"),
        "encabezado[codigo].patron", "el patrón no se entiende", "expresión regular",
    ),
    "pattern that repeats too much": (
        cambiado(CARGOS, r"'\d{4,6}'", "'a{99999999999}'"),
        "encabezado[codigo].patron", "el patrón no se entiende", "expresión regular",
    ),
    "pattern without its groups": (
        cambiado(CARGOS, "(?P<anio>", "(?P<ano>"),
        "instrumento.patron", "faltan los grupos", "(?P<anio>",
    ),
    "example that is not one": (
        cambiado(CARGOS, '"AJD-2026-112"', '"Acta 4"'),
        "instrumento.ejemplo", "no tiene la forma", "el patrón reconozca",
    ),
    "year that is not a number": (
        cambiado(cambiado(CARGOS, r"\d{4})-", r"\w{4})-"), "AJD-2026-112", "AJD-MMXX-1"),
        "instrumento.ejemplo", "no tiene la forma", "en cifras",
    ),
    "clave twice": (
        con_fila("rol", clave="autor", rotulo="Otra vez"), "rol[autor]", "está 2 veces", "una sola",
    ),
    "clave that is no address": (
        cambiado(CARGOS, A, 'clave = "Revisar / firmar"\n'),
        "acto[Revisar / firmar].clave", "no sirve como clave", "minúsculas",
    ),
    "two sections with one title": (
        cambiado(CARGOS, '"Experiencia laboral"', '"FORMACION academica"'),
        "seccion[experiencia]", "ya es de «formacion»", "quítelo de una",
    ),
    "competency table without its section": (
        sin_fila(CARGOS, "seccion", "competencias"), "competencias", "van juntas", "forma =",
    ),
    "grades upside down": (
        cambiado(CARGOS, "[1, 5]", "[5, 1]"), "competencias.grados", "dos enteros", "[1, 5]",
    ),
    "three columns": (
        cambiado(CARGOS, '"Tipo", ', ""), "competencias.columnas", "cuatro", "en ese orden",
    ),
    "identity naming no field": (
        cambiado(CARGOS, '"area"]', '"unidad"]'), "identidad", "no hay un campo «unidad»", "area",
    ),
    "no identity": (
        cambiado(CARGOS, 'identidad = ["estrato", "categoria", "area"]', "identidad = []"),
        "identidad", "falta una lista", 'identidad = ["…"]',
    ),
    "title naming no field": (
        cambiado(CARGOS, "{estrato} {categoria}", "{estrato} {clase}"),
        "titulo", "no hay un campo «clase»", "categoria",
    ),
    "title with an open brace": (
        cambiado(CARGOS, "{estrato} {categoria}", "{estrato"), "titulo", "no cierran", "{campo}",
    ),
    "title reaching inside a field": (
        cambiado(CARGOS, "{estrato} {categoria}", "{estrato.upper}"),
        "titulo", "no hay un campo «estrato.upper»", "use uno de",
    ),
    "numbering that does not distinguish": (
        cambiado(CARGOS, "{consecutivo:02d}-{anio}", "{consecutivo}"),
        "numeracion.forma", "no distingue", "{anio}",
    ),
    "numbering reaching inside a number": (
        cambiado(CARGOS, "{consecutivo:02d}-{anio}", "{consecutivo[0]}-{anio.real}"),
        "numeracion.forma", "no distingue", "{anio}",
    ),
    "numbering nobody could read back": (
        cambiado(CARGOS, "{consecutivo:02d}", "{consecutivo:x}"),
        "numeracion.forma", "no distingue", "{anio}",
    ),
    "signature numbered by acuerdo": (
        cambiado(CLASES, '"ninguna"', '"acuerdo"\nforma = "{consecutivo}-{anio}"'),
        "numeracion.alcance", "una firma no numera por acuerdo", '"cargo"',
    ),
    "acto to an estado of the wrong clase": (
        cambiado(CARGOS, 'hacia = "revisado"', 'hacia = "borrador"'),
        "acto[revisar].hacia", "un acto de revision no llega ahí", "tramite",
    ),
    "acto from an estado of the wrong clase": (
        re.sub(r'desde = .*(\nhacia = "aprobado")', r'desde = ["borrador"]\1', CARGOS),
        "acto[aprobar].desde", "«borrador» no sirve", "tramite",
    ),
    "acto from nowhere": (
        cambiado(CARGOS, 'desde = ["elaborado"]\nhacia = "revisado"', 'hacia = "revisado"'),
        "acto[revisar].desde", "no parte de ningún estado", "al menos uno",
    ),
    "opening from somewhere": (
        cambiado(CARGOS, 'hacia = "borrador"', 'desde = ["elaborado"]\nhacia = "borrador"'),
        "acto[abrir].desde", "no parte de nada", "quítelo",
    ),
    "acto to an estado that is not there": (
        cambiado(CARGOS, 'hacia = "revisado"', 'hacia = "visto"'),
        "acto[revisar]", "no hay un estado «visto»", "[[estado]]",
    ),
    "asking for what nobody can give": (
        cambiado(CARGOS, 'pide = ["motivo"]', 'pide = ["sello"]'),
        "acto[proponer-derogar].pide", "no se sabe pedir «sello»", "motivo",
    ),
    "acuerdo asked for outside the approval": (
        cambiado(CARGOS, 'pide = ["motivo"]', 'pide = ["acuerdo"]'),
        "acto[proponer-derogar].pide", "solo una aprobación", "quite",
    ),
    "board that is not asked for its acuerdo": (
        cambiado(CARGOS, 'pide = ["acuerdo"]\n', ""),
        "acto[aprobar].pide", "no concuerda", 'pide = ["acuerdo"]',
    ),
    "director asked for an acuerdo": (
        cambiado(CLASES, 'rol = ["director"]', 'pide = ["acuerdo"]\nrol = ["director"]'),
        "acto[firmar].pide", "no concuerda", "quite",
    ),
    "key that must be there": (
        cambiado(CARGOS, 'revisado = "unidad"\n', ""),
        "firmas.revisado", "falta este dato", "persona, unidad",
    ),
    "two ways to approve": (
        CARGOS + """
[[acto]]
clave = "aprobar-otra-vez"
clase = "aprobacion"
rotulo = "Aprobar de otro modo"
desde = ["elaborado"]
hacia = "aprobado"
rol = ["secretaria"]
pide = ["acuerdo"]
""",
        "acto[aprobar-otra-vez]", "ya hay otro acto de aprobacion", "deje uno solo",
    ),
    "wrong value": (
        cambiado(CARGOS, 'clase = "acuerdo"', 'clase = "decreto"'),
        "instrumento.clase", "«decreto» no es un valor", "acuerdo, firma",
    ),
    "text where true belongs": (
        cambiado(CLASES, "requerido = false", 'requerido = "no"'),
        "encabezado[codigo].requerido", "true o false", "true",
    ),
    "number where a text belongs": (
        cambiado(CARGOS, 'nombre = "Manual institucional de cargos"', "nombre = 3"),
        "nombre", "falta un texto", 'nombre = "…"',
    ),
    "nothing to recognise a document by": (
        re.sub(r"reconoce = \[.*\]", "reconoce = []", CARGOS),
        "lectura.reconoce", "falta una lista", "reconoce",
    ),
}  # fmt: skip


@pytest.mark.parametrize("que", UNA_FALLA)
def test_a_fault_names_the_file_the_key_and_the_remedy(que: str) -> None:
    texto, clave, mensaje, remedio = UNA_FALLA[que]
    fallas = fallas_de(texto)
    linea = next((f for f in fallas if f.startswith(f"mio.toml: {clave}: ")), None)
    assert linea is not None, fallas
    falla, _, que_hacer = linea.partition(": ")[2].partition(": ")[2].partition("; ")
    assert mensaje in falla
    assert remedio in que_hacer
    assert len(fallas) == 1, fallas


def test_a_missing_table_is_named_with_how_to_write_it() -> None:
    sin_firmas = re.sub(r"\[firmas\]\n(?:\w.*\n)*", "", CARGOS)
    assert fallas_de(sin_firmas)[0] == "mio.toml: firmas: falta esta tabla; agregue [firmas]."


def test_every_fault_of_a_file_is_told_at_once() -> None:
    texto = cambiado(cambiado(CARGOS, '"completo"', '"x"'), 'rol = ["revisor"]', "rol = []")
    assert len(fallas_de(cambiado(texto, '"area"]', '"otra"]'))) == 3
