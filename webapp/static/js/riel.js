// The rail: three tabs, brought up to date by every save without touching what somebody writes in it.

import { anunciar, elemento, ordenar } from "./pagina.js";
import { lugarDe, campoDe } from "./piezas.js";
import { alResponder, guardar, porJustificar, programar, recibir, serieActual } from "./guardado.js";
import { pedir } from "./servidor.js";

const riel = document.getElementById("riel");
const paneles = Array.from(riel.querySelectorAll(".riel-panel"));
const pestanas = new Map();
const conocidos = new Map(); // reason as the server has it, by piece

const reducido = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Tabs over the panels: one at a time, arrows between them. Without this module they are all there.
function armarPestanas() {
  const lista = elemento("div", { className: "riel-pestanas" });
  lista.setAttribute("role", "tablist");
  lista.setAttribute("aria-label", "Sobre lo que escribe");
  for (const panel of paneles) {
    const titulo = panel.querySelector("h2");
    const pestana = elemento("button", { type: "button", className: "riel-pestana", id: `pestana-${panel.id}`, textContent: titulo.textContent });
    pestana.setAttribute("role", "tab");
    pestana.setAttribute("aria-controls", panel.id);
    pestana.addEventListener("click", () => elegir(panel));
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", pestana.id);
    titulo.classList.add("visually-hidden");
    pestanas.set(panel, pestana);
    lista.append(pestana);
  }
  lista.addEventListener("keydown", (evento) => {
    const lugar = paneles.findIndex((p) => pestanas.get(p) === document.activeElement);
    const otro = { ArrowRight: lugar + 1, ArrowLeft: lugar - 1, Home: 0, End: paneles.length - 1 }[evento.key];
    if (lugar < 0 || otro === undefined) return;
    evento.preventDefault();
    const panel = paneles.at(otro % paneles.length);
    elegir(panel);
    pestanas.get(panel).focus();
  });
  riel.prepend(lista);
  riel.classList.add("con-pestanas");
  elegir(paneles.find((p) => location.hash && p.querySelector(CSS.escape ? `#${CSS.escape(location.hash.slice(1))}` : null)) ?? paneles[0]);
}

function elegir(elegido) {
  for (const panel of paneles) {
    panel.hidden = panel !== elegido;
    const pestana = pestanas.get(panel);
    pestana.setAttribute("aria-selected", String(panel === elegido));
    pestana.tabIndex = panel === elegido ? 0 : -1;
  }
}

function contar(panel, cuantos) {
  const titulo = panel.querySelector("h2");
  const nombre = titulo.textContent.replace(/ \(\d+\)$/, "");
  titulo.textContent = Number(cuantos) ? `${nombre} (${cuantos})` : nombre;
  pestanas.get(panel).textContent = titulo.textContent;
}

const desdeHtml = (html) => {
  const cuna = document.createElement("template");
  cuna.innerHTML = html;
  return cuna.content.firstElementChild;
};

const enUso = (nodo) => Boolean(nodo) && (nodo.contains(document.activeElement) ||
  Array.from(nodo.querySelectorAll("[data-porque]")).some((a) => porJustificar.has(a.dataset.porque)));

// What holds the focus, or a reason not kept yet, stays as it is: only the words about it change.
function ponerCambios(html) {
  const panel = document.getElementById("panel-cambios");
  const viejo = panel.querySelector(".riel-cuerpo");
  const nuevo = desdeHtml(html);
  contar(panel, nuevo.dataset.cuenta);
  if (!enUso(viejo)) {
    abrirLosMismos(viejo, nuevo);
    viejo.replaceWith(nuevo);
    notarPorques(nuevo);
    return;
  }
  const lista = viejo.querySelector(".riel-cambios");
  const viejas = new Map(Array.from(lista.children, (li) => [li.dataset.pieza, li]));
  const filas = Array.from(nuevo.querySelectorAll(".riel-cambios > li"), (li) => {
    const suya = viejas.get(li.dataset.pieza);
    viejas.delete(li.dataset.pieza);
    if (!enUso(suya)) return li;
    suya.querySelector(".riel-linea").textContent = li.querySelector(".riel-linea").textContent;
    ponerEstado(suya, li);
    return suya;
  });
  const quedan = [...viejas.values()].filter(enUso);
  lista.hidden = !(filas.length + quedan.length);
  ordenar(lista, [...filas, ...quedan]);
  for (const clase of [".riel-general", ".riel-falta"]) {
    const parte = viejo.querySelector(clase);
    const otra = nuevo.querySelector(clase);
    if (!enUso(parte)) parte.replaceWith(otra); else ponerEstado(parte, otra);
  }
  viejo.querySelector(".riel-nada")?.remove();
  const nada = nuevo.querySelector(".riel-nada");
  if (nada) viejo.prepend(nada);
  viejo.dataset.cuenta = nuevo.dataset.cuenta;
  notarPorques(nuevo);
  notarPorques(viejo);
}

function ponerEstado(suya, nueva) {
  const area = suya.querySelector("[data-porque]");
  if (!area || porJustificar.has(area.dataset.porque)) return;
  const dicho = nueva.querySelector("[data-porque]").value;
  conocidos.set(area.dataset.porque, dicho);
  suya.querySelector(".riel-estado").textContent = dicho && dicho === area.value.trim() ? "✓ Guardada" : "";
}

function abrirLosMismos(viejo, nuevo) {
  for (const abierto of viejo.querySelectorAll("details[open] [data-porque]")) {
    const otro = nuevo.querySelector(`[data-porque="${CSS.escape(abierto.dataset.porque)}"]`);
    if (otro) otro.closest("details").open = true;
  }
}

function notarPorques(cuerpo) {
  for (const area of cuerpo.querySelectorAll("[data-porque]")) {
    if (!porJustificar.has(area.dataset.porque)) conocidos.set(area.dataset.porque, area.value);
  }
}

function ponerCalidad(html) {
  const panel = document.getElementById("panel-calidad");
  const nuevo = desdeHtml(html);
  contar(panel, nuevo.dataset.cuenta);
  const tenia = panel.querySelector(".riel-cuerpo").contains(document.activeElement);
  panel.querySelector(".riel-cuerpo").replaceWith(nuevo);
  if (tenia) (nuevo.querySelector("a, button") ?? pestanas.get(panel)).focus();
}

// What is typed as the reason of an acto stays; the text that would be signed is the new one.
function ponerActos(html, hash) {
  const panel = document.getElementById("panel-actos");
  const viejo = panel.querySelector(".actos");
  if (viejo.contains(document.activeElement) || Array.from(viejo.querySelectorAll("textarea")).some((a) => a.value)) {
    for (const campo of viejo.querySelectorAll("[name=visto]")) campo.value = hash;
    return;
  }
  const ficha = document.querySelector("#editor [name=csrf_token]").value;
  const nuevo = desdeHtml(html);
  for (const campo of nuevo.querySelectorAll("[name=csrf_token]")) campo.value = ficha;
  viejo.replaceWith(nuevo);
}

alResponder((datos) => {
  if (datos.cambios !== undefined) ponerCambios(datos.cambios);
  if (datos.calidad !== undefined) ponerCalidad(datos.calidad);
  if (datos.actos !== undefined) ponerActos(datos.actos, datos.hash);
});

// A reason is kept like the rest: a second after the last key.
riel.addEventListener("input", (evento) => {
  const pieza = evento.target.dataset.porque;
  if (pieza === undefined) return;
  if (evento.target.value.trim() === (conocidos.get(pieza) ?? "")) porJustificar.delete(pieza);
  else porJustificar.set(pieza, evento.target.value);
  evento.target.closest("details").querySelector(".riel-estado").textContent = porJustificar.has(pieza) ? "Sin guardar todavía" : "";
  programar();
});
riel.addEventListener("focusout", (evento) => { if (evento.target.dataset.porque !== undefined) guardar(false); });

riel.addEventListener("click", (evento) => {
  const enlace = evento.target.closest("[data-ir]");
  if (!enlace) return;
  const destino = document.getElementById(enlace.hash.slice(1));
  if (!destino) return;
  evento.preventDefault();
  ir(destino);
});

export function ir(destino) {
  const campo = campoDe(destino) ?? destino.querySelector("button") ?? destino;
  destino.scrollIntoView({ block: "center", behavior: reducido() ? "auto" : "smooth" });
  campo.focus({ preventScroll: true });
}

// One change taken back: what is pending goes first, so that it is taken back from the text there is.
export async function revertir(boton, pieza) {
  const linea = boton.closest("li");
  const siguiente = linea.nextElementSibling ?? linea.previousElementSibling;
  if (!(await guardar())) {
    anunciar("Todavía no se puede deshacer: hay algo sin guardar.");
    return;
  }
  const { status, datos } = await pedir("deshacer", { serie: serieActual(), pieza });
  if (status !== 200) {
    anunciar(datos.error ?? "No se pudo deshacer: no hay conexión.");
    return;
  }
  document.activeElement.blur();
  recibir(datos);
  anunciar("Se deshizo ese cambio: vuelve a decir lo de antes.");
  const pestana = pestanas.get(document.getElementById("panel-cambios"));
  const otra = siguiente && document.querySelector(`#panel-cambios [data-pieza="${CSS.escape(siguiente.dataset.pieza)}"] button`);
  (otra ?? pestana).focus();
}

// What a check would write instead, as one's own edit.
export async function corregir(boton) {
  const { value } = boton;
  await guardar();
  const ahora = document.querySelector(`#panel-calidad [value="${CSS.escape(value)}"]`);
  if (!ahora) {
    anunciar("Ya no hace falta corregirlo.");
    return;
  }
  const [pieza, celda] = value.split(":").slice(2).join(":").split("@");
  const fila = lugarDe(pieza);
  const campo = fila.matches("input") ? fila : fila.querySelector(celda ? `[name="comp-${celda}"]` : '[name$="-texto"], [name="comp-concepto"]');
  campo.value = ahora.dataset.arreglo;
  campo.dispatchEvent(new Event(campo.matches("select") ? "change" : "input", { bubbles: true }));
  ir(fila);
  campo.focus();
  anunciar("Se corrigió.");
  guardar();
}


armarPestanas();
notarPorques(riel);
