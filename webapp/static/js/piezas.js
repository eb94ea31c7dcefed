// The text in pieces, as the server keeps it: what it last said of each, what the page says now,
// and which of them were touched. Nothing here walks the whole sheet at a keystroke.

import { formulario } from "./pagina.js";

const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const RENGLON = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;
const NOMBRES = { item: "item-", competencia: "item-", campo: "campo-" };

// Piece → its value, as the server is known to have it. What it does not have is not here.
export const sabido = new Map(Object.entries(JSON.parse(formulario.dataset.sabido)));
// Rows somebody else removed while this person wrote in them: they stay until one of the two is chosen.
export const retenidas = new Set();
const tocadas = new Set();
const oyentes = [];

export const limpio = (texto) => texto.split(RENGLON).map((l) => l.replace(CONTROL, "").trim()).join(" ").trim();
export const enPartes = (texto) => texto.split(RENGLON).map((l) => l.replace(CONTROL, "").trim());
const marcas = (texto) => limpio(texto).split(/[,\s]+/).filter(Boolean);
const ordenado = (_clave, valor) =>
  valor && typeof valor === "object" && !Array.isArray(valor) ? Object.fromEntries(Object.entries(valor).sort()) : valor;
export const escrito = (valor) => (valor == null ? "" : JSON.stringify(valor, ordenado));
export const iguales = (uno, otro) => escrito(uno) === escrito(otro);

export const alTocar = (hacer) => { oyentes.push(hacer); };

export function partes(pieza) {
  const corte = pieza.lastIndexOf(":");
  return corte < 0 ? [pieza, ""] : [pieza.slice(0, corte), pieza.slice(corte + 1)];
}

// Where a piece stands on the page; null when it doesn't.
export function lugarDe(pieza) {
  const [clase, nombre] = partes(pieza);
  if (clase === "notas") return formulario.querySelector("[data-notas]");
  if (clase === "orden:seccion") return formulario.querySelector(`[data-clave="${CSS.escape(nombre)}"]`);
  if (clase === "orden") return formulario.querySelector("[data-competencias]");
  const lugar = clase in NOMBRES ? document.getElementById(`${NOMBRES[clase]}${nombre}`) : null;
  return lugar && formulario.contains(lugar) ? lugar : null;
}

export const campoDe = (lugar) =>
  (lugar?.matches("input, textarea") ? lugar : lugar?.querySelector("textarea[name$='-texto'], [name='comp-competencia'], input:not([type=hidden])"));

// The piece that a field, or a row, is part of.
export function piezaDe(nodo) {
  const fila = nodo.closest?.(".ed-item, .ed-comp, .ed-nota");
  if (fila) return fila.matches(".ed-nota") ? "notas" : `${fila.matches(".ed-comp") ? "competencia" : "item"}:${fila.dataset.id}`;
  return nodo.id?.startsWith("campo-") ? `campo:${nodo.id.slice(6)}` : "";
}

const valorDe = (fila, nombre) => fila.querySelector(`[name$="${nombre}"]`).value;

const LECTORES = {
  item: (fila) => ({ forma: valorDe(fila, "-forma"), notas: marcas(valorDe(fila, "-notas")), texto: limpio(valorDe(fila, "-texto")) }),
  competencia: (fila) => ({
    competencia: limpio(valorDe(fila, "comp-competencia")),
    concepto: limpio(valorDe(fila, "comp-concepto")),
    grado: Number(valorDe(fila, "comp-grado")),
    tipo: limpio(valorDe(fila, "comp-tipo")),
  }),
  campo: (campo) => limpio(campo.value),
  notas: (lista) =>
    Array.from(lista.children, (f) => ({ marca: limpio(valorDe(f, "nota-marca")), texto: limpio(valorDe(f, "nota-texto")) }))
      .filter((nota) => nota.marca || nota.texto),
  "orden:seccion": (lista) => contadas(lista, "item"),
  orden: (lista) => contadas(lista, "competencia"),
};

// A row that never said anything is not part of the text yet.
const diceAlgo = (valor) => Boolean(valor.texto || valor.competencia || valor.concepto);

function contadas(lista, clase) {
  return Array.from(lista.children)
    .filter((f) => !retenidas.has(f.dataset.id) && (sabido.has(`${clase}:${f.dataset.id}`) || diceAlgo(LECTORES[clase](f))))
    .map((f) => f.dataset.id);
}

// The sections of the text, and those of the page that this person has just written in.
function secciones() {
  const hay = [...(sabido.get("secciones") ?? [])];
  let previa = "";
  for (const lista of formulario.querySelectorAll("[data-clave]")) {
    const { clave } = lista.dataset;
    if (!hay.includes(clave) && contadas(lista, "item").length) hay.splice(hay.indexOf(previa) + 1, 0, clave);
    if (hay.includes(clave)) previa = clave;
  }
  return hay;
}

// What the page says of a piece; null when it has none.
export function leer(pieza) {
  if (pieza === "secciones") return secciones();
  const lugar = lugarDe(pieza);
  return lugar ? (LECTORES[partes(pieza)[0]]?.(lugar) ?? null) : null;
}

export const listaDe = (fila) => fila?.closest(".ed-lista");

export function ordenDe(lista) {
  return lista.dataset.clave ? `orden:seccion:${lista.dataset.clave}` : "orden:competencias";
}

// Something may have changed there: the piece, and of a row not saved yet also its place.
export function tocar(...piezas) {
  for (const pieza of piezas.filter(Boolean)) {
    tocadas.add(pieza);
    if (sabido.has(pieza) || !/^(item|competencia):/.test(pieza)) continue;
    const lista = listaDe(lugarDe(pieza));
    if (lista) tocarOrden(lista);
  }
  for (const oir of oyentes) oir();
}

export function tocarOrden(lista) {
  if (!lista || "notas" in lista.dataset) {
    tocadas.add("notas");
    return;
  }
  tocadas.add(ordenDe(lista));
  if (lista.dataset.clave && !sabido.get("secciones")?.includes(lista.dataset.clave)) tocadas.add("secciones");
}

export const olvidar = (pieza) => { tocadas.delete(pieza); };

// The pieces touched that say something else than the server's: name → {antes, despues}.
export function pendientes() {
  const dichas = new Map();
  for (const pieza of tocadas) {
    const antes = sabido.get(pieza) ?? null;
    const despues = leer(pieza);
    if (iguales(antes, despues)) {
      tocadas.delete(pieza);
      continue;
    }
    if (antes === null && (despues === null || (/^(item|competencia):/.test(pieza) && !diceAlgo(despues)))) continue;
    dichas.set(pieza, { antes, despues });
  }
  return dichas;
}

export function saber(pieza, valor) {
  if (valor === null) sabido.delete(pieza); else sabido.set(pieza, valor);
}
