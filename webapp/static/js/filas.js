// The rows of the sheet: adding, taking out, moving, splitting and joining them in place.

import { anunciar, elemento, formulario } from "./pagina.js";
import { lugarDe, piezaDe, tocar, tocarOrden } from "./piezas.js";

const RENGLONES = "textarea";
const deshacer = document.getElementById("ed-deshacer");
const quitadas = [];

const nuevoId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, "0")).join("");
export const textoDe = (fila) => fila.querySelector(RENGLONES);
const nombreDe = (fila) => textoDe(fila).getAttribute("aria-label") ?? "la fila";

export function crecer(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

export const crecerTodo = () => formulario.querySelectorAll(RENGLONES).forEach(crecer);

export function renumerar(lista) {
  if (!lista?.dataset.clave) return;
  let numero = 0;
  Array.from(lista.children).forEach((fila, lugar) => {
    const forma = fila.dataset.forma;
    if (forma === "numero") numero += 1;
    const palabra = { numero: String(numero), vineta: "viñeta" }[forma] ?? "párrafo";
    const nombre = `${lista.dataset.titulo}, ${palabra}`;
    if (textoDe(fila).getAttribute("aria-label") !== nombre) {
      fila.querySelector(".ed-numero").textContent = { numero: `${numero}.`, vineta: "•" }[forma] ?? "";
      textoDe(fila).setAttribute("aria-label", nombre);
      fila.querySelector("summary .visually-hidden").textContent = ` de ${nombre}`;
    }
    fila.querySelector('[value^="agregar:"]').value = `agregar:${lista.dataset.clave}:${lugar + 1}`;
  });
  const final = lista.parentElement.querySelector(':scope > [value^="agregar:"]');
  final.value = `agregar:${lista.dataset.clave}:${lista.children.length}`;
}

export function enfocar(fila, posicion) {
  const area = fila.matches(".ed-item") ? textoDe(fila) : fila.querySelector("input:not([type=hidden]), textarea");
  area.focus();
  if (posicion !== undefined) area.setSelectionRange(posicion, posicion);
}

function desdeMolde(molde, valores) {
  let html = document.getElementById(molde).innerHTML;
  for (const [marca, valor] of Object.entries(valores)) html = html.replaceAll(marca, valor);
  const cuna = document.createElement("template");
  cuna.innerHTML = html;
  const fila = cuna.content.firstElementChild;
  asir(fila);
  return fila;
}

// A row of the list, with an id of its own or the one it has elsewhere.
export function crearFila(lista, id = nuevoId()) {
  const valores = { __id__: id, __clave__: lista.dataset.clave ?? "" };
  if (!lista.dataset.clave) return desdeMolde("notas" in lista.dataset ? "molde-nota" : "molde-comp", valores);
  const fila = desdeMolde("molde-item", valores);
  ponerForma(fila, lista.dataset.forma);
  return fila;
}

export function ponerForma(fila, forma) {
  fila.dataset.forma = forma;
  fila.querySelector('[name$="-forma"]').value = forma;
}

export function nuevaFila(lista, texto = "", forma = lista.dataset.forma) {
  const fila = crearFila(lista);
  ponerForma(fila, forma);
  fila.classList.add("nuevo");
  textoDe(fila).value = texto;
  return fila;
}

// What a step did, told to whoever saves and to whoever listens.
function hecho(lista, filas, mensaje) {
  renumerar(lista);
  tocarOrden(lista);
  tocar(...filas.map(piezaDe));
  anunciar(mensaje);
}

export function agregar(clave, lugar) {
  const lista = lugarDe(`orden:seccion:${clave}`);
  const fila = nuevaFila(lista, "", lista.children[lugar - 1]?.dataset.forma);
  lista.insertBefore(fila, lista.children[lugar] ?? null);
  hecho(lista, [fila], "");
  enfocar(fila);
  anunciar(`Se agregó ${nombreDe(fila)}.`);
}

export function crear(donde, mensaje) {
  const lista = formulario.querySelector(donde);
  const fila = crearFila(lista);
  lista.append(fila);
  enfocar(fila);
  hecho(lista, [fila], mensaje);
}

export function quitar(fila) {
  const lista = fila.parentElement;
  const nombre = nombreDe(fila);
  const pieza = piezaDe(fila);
  const siguiente = fila.nextElementSibling;
  const vecina = siguiente ?? fila.previousElementSibling;
  quitadas.push({ fila, lista, siguiente });
  fila.remove();
  if (vecina) enfocar(vecina);
  else lista.parentElement.querySelector(':scope > [value^="agregar"]').focus();
  deshacer.hidden = false;
  tocar(pieza);
  hecho(lista, [], `Se quitó ${nombre}. Puede deshacerlo con el botón Deshacer.`);
}

deshacer.addEventListener("click", () => {
  const { fila, lista, siguiente } = quitadas.pop();
  deshacer.hidden = !quitadas.length;
  if (lugarDe(piezaDe(fila)) && fila.dataset.id) {
    anunciar("Ya estaba de vuelta en la hoja.");
    return;
  }
  lista.insertBefore(fila, siguiente?.parentElement === lista ? siguiente : null);
  enfocar(fila);
  hecho(lista, [fila], "Se devolvió a su lugar.");
});

export function mover(fila, paso) {
  const vecina = paso < 0 ? fila.previousElementSibling : fila.nextElementSibling;
  if (!vecina) {
    anunciar(paso < 0 ? "Ya es el primero." : "Ya es el último.");
    return;
  }
  const foco = document.activeElement;
  if (paso < 0) vecina.before(fila); else vecina.after(fila);
  renumerar(fila.parentElement);
  if (fila.contains(foco)) foco.focus(); else enfocar(fila);
  fila.scrollIntoView({ block: "nearest" });
  hecho(fila.parentElement, [], `Ahora es ${textoDe(fila).getAttribute("aria-label") ?? "otro lugar de la tabla"}.`);
}

export function partir(area) {
  const fila = area.closest(".ed-item");
  const antes = area.value.slice(0, area.selectionStart).trimEnd();
  const despues = area.value.slice(area.selectionEnd).trimStart();
  const nueva = nuevaFila(fila.parentElement, despues, fila.dataset.forma);
  area.value = antes;
  fila.after(nueva);
  hecho(fila.parentElement, [fila, nueva], "");
  [area, textoDe(nueva)].forEach(crecer);
  enfocar(nueva, 0);
  anunciar(`Se partió en dos. Ahora está en ${nombreDe(nueva)}.`);
}

export function unir(area) {
  const fila = area.closest(".ed-item");
  const previa = fila.previousElementSibling;
  if (!previa) return;
  const destino = textoDe(previa);
  const inicio = destino.value.trimEnd();
  const union = inicio && area.value ? " " : "";
  destino.value = inicio + union + area.value;
  const lista = fila.parentElement;
  const llamadas = [previa, fila]
    .flatMap((f) => f.querySelector('[name$="-notas"]').value.split(","))
    .map((marca) => marca.trim()).filter(Boolean);
  previa.querySelector('[name$="-notas"]').value = [...new Set(llamadas)].join(", ");
  const pieza = piezaDe(fila);
  fila.remove();
  tocar(pieza);
  hecho(lista, [previa], "");
  crecer(destino);
  enfocar(previa, inicio.length + union.length);
  anunciar(`Se unió con ${nombreDe(previa)}.`);
}

// The rows that say nothing, which is how people delete them; not the one being written.
export function quitarVacias() {
  for (const fila of formulario.querySelectorAll(".ed-item, .ed-comp")) {
    const campos = fila.querySelectorAll('[name$="-texto"], [name="comp-competencia"], [name="comp-concepto"]');
    if (fila.contains(document.activeElement) || [...campos].some((c) => c.value.trim())) continue;
    const lista = fila.parentElement;
    const pieza = piezaDe(fila);
    fila.remove();
    renumerar(lista);
    tocarOrden(lista);
    tocar(pieza);
  }
}

// Dragging by the number (or the handle of a competencia), where the browser offers it.
let arrastrada = null;

function asir(fila) {
  if (!fila.matches(".ed-item, .ed-comp")) return;
  let asa = fila.querySelector(".ed-numero");
  if (!asa) {
    asa = elemento("span", { className: "ed-asa", textContent: "⠿", title: "Arrastre para mover" });
    asa.setAttribute("aria-hidden", "true");
    fila.prepend(asa);
  }
  asa.draggable = true;
}

formulario.addEventListener("dragstart", (evento) => {
  if (!evento.target.matches?.(".ed-numero, .ed-asa")) return;
  arrastrada = evento.target.closest("li");
  evento.dataTransfer.effectAllowed = "move";
  evento.dataTransfer.setData("text/plain", "");
  evento.dataTransfer.setDragImage(arrastrada, 0, 0);
  arrastrada.classList.add("ed-arrastrada");
});

formulario.addEventListener("dragover", (evento) => {
  const fila = arrastrada && evento.target.closest?.(".ed-item, .ed-comp");
  if (!fila || fila.parentElement !== arrastrada.parentElement) return;
  evento.preventDefault();
  if (fila === arrastrada) return;
  const { top, height } = fila.getBoundingClientRect();
  if (evento.clientY < top + height / 2) fila.before(arrastrada); else fila.after(arrastrada);
});

formulario.addEventListener("drop", (evento) => {
  if (arrastrada) evento.preventDefault();
});

formulario.addEventListener("dragend", () => {
  if (!arrastrada) return;
  const fila = arrastrada;
  arrastrada = null;
  fila.classList.remove("ed-arrastrada");
  renumerar(fila.parentElement);
  hecho(fila.parentElement, [], `Ahora es ${textoDe(fila).getAttribute("aria-label") ?? "otro lugar de la tabla"}.`);
});

formulario.querySelectorAll(".ed-item, .ed-comp").forEach(asir);
