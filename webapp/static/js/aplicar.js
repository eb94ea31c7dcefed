// What the server says that pieces are now, put on the page without moving what somebody writes.

import { ordenar, ponerTexto } from "./pagina.js";
import { campoDe, iguales, leer, limpio, listaDe, lugarDe, partes, saber, sabido } from "./piezas.js";
import { crearFila, crecer, ponerForma, renumerar } from "./filas.js";

const ES_FILA = /^(item|competencia):/;
const de = (fila, nombre) => fila.querySelector(`[name$="${nombre}"]`);

function ponerCampo(campo, valor) {
  if (campo.matches("select")) {
    if (![...campo.options].some((o) => o.value === String(valor))) campo.add(new Option(valor, valor));
    campo.value = valor;
  } else if (limpio(campo.value) !== valor) {
    ponerTexto(campo, valor);
    if (campo.matches("textarea")) crecer(campo);
  }
}

const PONER = {
  item(fila, valor) {
    ponerForma(fila, valor.forma);
    if (!iguales(leer(`item:${fila.dataset.id}`)?.notas, valor.notas)) de(fila, "-notas").value = valor.notas.join(", ");
    ponerCampo(de(fila, "-texto"), valor.texto);
  },
  competencia(fila, valor) {
    for (const clave of ["tipo", "competencia", "grado", "concepto"]) ponerCampo(de(fila, `comp-${clave}`), valor[clave]);
  },
  campo: (campo, valor) => ponerCampo(campo, valor),
  notas(lista, valor) {
    while (lista.children.length > valor.length) lista.lastElementChild.remove();
    while (lista.children.length < valor.length) lista.append(crearFila(lista));
    valor.forEach((nota, n) => {
      ponerCampo(de(lista.children[n], "nota-marca"), nota.marca);
      ponerCampo(de(lista.children[n], "nota-texto"), nota.texto);
    });
  },
};

export function ponerEnLaHoja(pieza, valor, nuevas = new Map()) {
  const [clase] = partes(pieza);
  let lugar = lugarDe(pieza) ?? nuevas.get(pieza);
  if (valor === null) {
    if (lugar && ES_FILA.test(pieza)) sacar(lugar);
    return;
  }
  if (!lugar && ES_FILA.test(pieza)) {
    lugar = crearFila(clase === "item" ? document.querySelector("[data-clave]") : lugarDe("orden:competencias"), partes(pieza)[1]);
    nuevas.set(pieza, lugar);
  }
  if (!lugar) return;
  PONER[clase]?.(lugar, valor);
  const lista = ES_FILA.test(pieza) && listaDe(lugar);
  if (lista) renumerar(lista);
}

function sacar(fila) {
  const lista = listaDe(fila);
  const vecina = fila.nextElementSibling ?? fila.previousElementSibling;
  const tenia = fila.contains(document.activeElement);
  fila.remove();
  if (lista) renumerar(lista);
  if (tenia) (campoDe(vecina) ?? lista.parentElement.querySelector(":scope > .btn")).focus();
}

// The rows of a list in the order of the server, with those of this page that it does not know beside
// the row that precedes them.
export function acomodar(orden, ids, nuevas = new Map()) {
  const lista = lugarDe(orden);
  if (!lista) return;
  const clase = orden === "orden:competencias" ? "competencia" : "item";
  const filas = new Map(Array.from(lista.children, (f) => [f.dataset.id, f]));
  const nodos = ids.map((id) => filas.get(id) ?? nuevas.get(`${clase}:${id}`) ?? lugarDe(`${clase}:${id}`)).filter(Boolean);
  for (const [id, fila] of filas) {
    if (!ids.includes(id)) nodos.splice(nodos.indexOf(fila.previousElementSibling) + 1, 0, fila);
  }
  for (const fila of nodos) {
    const clave = fila.querySelector('[name$="-texto"]')?.name;
    if (lista.dataset.clave && clave !== `seccion-${lista.dataset.clave}-texto`) renombrar(fila, lista.dataset.clave);
  }
  ordenar(lista, nodos);
  renumerar(lista);
  nodos.forEach((f) => f.querySelectorAll("textarea").forEach(crecer));
}

// A row made for one section that belongs to another.
function renombrar(fila, clave) {
  for (const campo of fila.querySelectorAll('[name^="seccion-"]')) {
    campo.name = `seccion-${clave}-${campo.name.split("-").at(-1)}`;
  }
}

// Where this person has an order of their own to save, that one, with what the server's has besides.
function juntar(propio, ajeno) {
  if (!propio) return ajeno;
  const juntos = [...propio];
  ajeno.forEach((id, n) => {
    if (!juntos.includes(id)) juntos.splice(n ? juntos.indexOf(ajeno[n - 1]) + 1 : 0, 0, id);
  });
  return juntos;
}

// `piezas` as the server has them, `enviadas` what this page had just sent, `enDuda` those two texts meet in.
// Returns the pieces of others that changed on this page.
export function aplicar(piezas, enviadas, enDuda) {
  const cambiadas = [];
  const nuevas = new Map();
  const nombres = Object.keys(piezas).filter((p) => !enDuda.has(p));
  const ordenes = nombres.filter((p) => p.startsWith("orden:"));
  const propios = new Map(ordenes.map((p) => [p, leer(p)]).filter(([p, orden]) =>
    orden && !iguales(orden, enviadas.get(p)?.despues ?? sabido.get(p) ?? [])));
  for (const pieza of nombres.filter((p) => !p.startsWith("orden:") && p !== "secciones")) {
    const valor = piezas[pieza];
    const mia = enviadas.get(pieza);
    const limpia = iguales(leer(pieza), mia ? mia.despues : (sabido.get(pieza) ?? null));
    if (mia || limpia) saber(pieza, valor);
    if (!limpia || iguales(leer(pieza), valor)) continue;
    ponerEnLaHoja(pieza, valor, nuevas);
    if (!mia) cambiadas.push(pieza);
  }
  for (const orden of ordenes) {
    saber(orden, piezas[orden]);
    if (piezas[orden]) acomodar(orden, juntar(propios.get(orden), piezas[orden]), nuevas);
  }
  if (nombres.includes("secciones")) saber("secciones", piezas.secciones);
  return cambiadas;
}

