// Saving by itself: what changed, a second after the last key, one request at a time. What is typed
// while one is under way goes in the next; what cannot be sent waits on this machine.

import { anunciar, avisar, boton, decirEstado, elemento, formulario, hora } from "./pagina.js";
import { alTocar, campoDe, escrito, iguales, leer, lugarDe, olvidar, pendientes, saber, sabido, tocar } from "./piezas.js";
import { aplicar } from "./aplicar.js";
import { alElegir, choques, mostrarChoque } from "./choques.js";
import { conservar, copia } from "./local.js";
import { despedirse, pedir, renovar } from "./servidor.js";

const PAUSA = 1_000;
const PAUSA_MAXIMA = 5_000;
const [HECHO, DE_NUEVO, FALLO] = ["hecho", "de nuevo", "fallo"];
const ESPERAS = [2, 4, 8, 15, 30, 60];

const serie = document.getElementById("serie");
const porques = new Map(); // piece → reason typed and not kept yet
const rechazadas = new Map(); // piece → what the server refused of it
const oyentes = [];
let enVuelo = new Map();
let enCurso = null;
let reloj = 0;
let relojCopia = 0;
let desdeCuando = 0;
let intentos = 0;
let cerrado = false;
let estado = "";
let avisado = "";
let urgente = false;
let guardadoA = "";

// Called with every answer: {cambios, calidad, actos, hash…} and the pieces that others changed.
export const alResponder = (hacer) => { oyentes.push(hacer); };
export const serieActual = () => Number(serie.value);
export const porJustificar = porques;

function porEnviar() {
  const dichas = pendientes();
  for (const [pieza, { despues }] of dichas) if (rechazadas.get(pieza) === escrito(despues)) dichas.delete(pieza);
  return dichas;
}

const todoLoPendiente = () => new Map([...enVuelo, ...pendientes()]);
export const hayPendiente = () => !cerrado && (porEnviar().size > 0 || porques.size > 0);
export const todoGuardado = () => !enVuelo.size && !pendientes().size && !porques.size;

// What is wrong is said aloud once, however many times it is tried, and once more when it is right again.
function decir(cual, mensaje, { falta = false, voz = true, enlace } = {}) {
  if (falta && voz && avisado !== mensaje) anunciar(avisado = mensaje);
  if (cual === "guardado" && avisado) anunciar((avisado = "", mensaje));
  estado = cual;
  decirEstado(mensaje, { falta, enlace });
}

function decirComoEsta() {
  if (cerrado) return;
  if (choques.size) {
    decir("choque", choques.size === 1 ? "Falta elegir entre dos textos." : `Falta elegir entre dos textos en ${choques.size} lugares.`, { falta: true, voz: false });
  } else if (pendientes().size && !porEnviar().size) {
    decir("rechazo", "Falta corregir algo: está marcado en la hoja. Lo demás se guardó.", { falta: true });
  } else if (!todoGuardado()) {
    decir("por-guardar", "Hay cambios sin guardar.", { falta: true, voz: false });
  } else if (guardadoA) {
    decir("guardado", `Guardado a las ${guardadoA}`);
  }
}

const aSalvo = () => (copia.fiable
  ? "su texto está a salvo en este equipo"
  : "este navegador no deja guardar una copia: no cierre esta página");

function guardarCopia(queda = true) {
  clearTimeout(relojCopia);
  relojCopia = 0;
  conservar(todoLoPendiente(), porques, queda);
}

export function programar(pausa = PAUSA) {
  relojCopia ||= setTimeout(guardarCopia); // at once, but once for all that one key does
  if (cerrado) return;
  desdeCuando ||= Date.now();
  clearTimeout(reloj);
  const espera = estado === "falla" ? 3 * PAUSA : Math.min(pausa, desdeCuando + PAUSA_MAXIMA - Date.now());
  reloj = setTimeout(() => guardar(false), Math.max(0, espera));
  if (estado !== "falla" && !enCurso) decirComoEsta();
}

// Save what there is; with `todo`, also what is typed meanwhile. Says whether nothing is left.
export function guardar(todo = true) {
  clearTimeout(reloj);
  urgente ||= todo;
  enCurso ??= seguido().finally(() => {
    enCurso = null;
    urgente = false;
  });
  return enCurso;
}

async function seguido() {
  let siga = true;
  while (siga && hayPendiente()) {
    decir("guardando", "Guardando…", { voz: false });
    const como = await unaVez();
    if (como === FALLO) return false;
    siga = urgente || como === DE_NUEVO;
  }
  guardarCopia();
  decirComoEsta();
  if (hayPendiente()) programar();
  return todoGuardado() && !choques.size;
}

async function unaVez() {
  desdeCuando = 0;
  enVuelo = porEnviar();
  const razones = new Map(porques);
  for (const pieza of enVuelo.keys()) olvidar(pieza);
  guardarCopia();
  const { status, datos } = enVuelo.size
    ? await pedir("piezas", { serie: serieActual(), piezas: Object.fromEntries(enVuelo) })
    : await pedir("justificacion", { serie: serieActual(), porques: Object.fromEntries(razones) });
  const enviadas = enVuelo;
  enVuelo = new Map();
  if (status === 200) {
    if (!enviadas.size) for (const [pieza, texto] of razones) if (porques.get(pieza) === texto) porques.delete(pieza);
    recibir(datos, enviadas);
    intentos = 0;
    guardadoA = hora();
    return HECHO;
  }
  otraVez(enviadas);
  return fallo(status, datos, enviadas);
}

function otraVez(enviadas) {
  for (const pieza of enviadas.keys()) tocar(pieza);
  clearTimeout(reloj);
}

// What the server says after any question: the pieces that are not as this page believed.
export function recibir(datos, enviadas = new Map()) {
  const dudas = new Map((datos.choques ?? []).map((c) => [c.pieza, c]));
  for (const [pieza, { antes, despues }] of enviadas) {
    if (dudas.has(pieza) && !iguales(sabido.get(pieza) ?? null, antes)) {
      dudas.delete(pieza); // this person chose while the answer was on its way
      delete datos.piezas[pieza];
      tocar(pieza);
      continue;
    }
    saber(pieza, dudas.has(pieza) ? antes : despues);
    if (!iguales(leer(pieza), despues)) tocar(pieza);
    quitarRechazo(pieza);
  }
  for (const pieza of Object.keys(datos.piezas ?? {})) {
    if (choques.has(pieza) && !dudas.has(pieza)) tocar(pieza);
  }
  const cambiadas = aplicar(datos.piezas ?? {}, enviadas, new Set([...dudas.keys(), ...choques.keys()]));
  for (const choque of dudas.values()) mostrarChoque(choque, enviadas.get(choque.pieza)?.antes ?? null);
  if (datos.serie) serie.value = datos.serie;
  for (const oir of oyentes) oir(datos, cambiadas);
}

async function fallo(status, datos, enviadas) {
  if (status === 422) return rechazar(datos, enviadas);
  if (status === 0 || status === 502 || status === 503 || status === 504) {
    return esperar(`Sin conexión: ${aSalvo()}`);
  }
  if ([400, 401, 403, 404, 409].includes(status)) {
    const hallado = await renovar();
    if (hallado === "red") return esperar(`Sin conexión: ${aSalvo()}`);
    if (hallado === "editor" && status !== 403 && intentos < 2) {
      intentos += 1;
      return DE_NUEVO; // the token of the session there is now: try at once
    }
    if (hallado === "entrar") {
      return esperar(`Su sesión terminó (${aSalvo()}):`, { enlace: ["entre en otra pestaña y se guardará solo", formulario.dataset.entrar] });
    }
    if (hallado === "otra") return esperar(`En este navegador entró otra persona: ${aSalvo()} y se guardará cuando usted entre de nuevo.`);
    if (hallado === "cerrada" || status === 403) return cerrar(datos.error ?? "Esta versión ya no está en edición.");
  }
  return esperar(`El servidor no pudo guardar: ${aSalvo()} y se enviará solo.`);
}

function esperar(mensaje, mas = {}) {
  const segundos = ESPERAS[Math.min(intentos, ESPERAS.length - 1)];
  intentos += 1;
  decir("falla", mensaje, { ...mas, falta: true });
  guardarCopia();
  clearTimeout(reloj);
  reloj = setTimeout(() => guardar(false), segundos * 1000);
  return FALLO;
}

export function reintentar() {
  if (!cerrado && estado === "falla") guardar();
}

// The piece that cannot be kept is marked and left out; the others go on. Without a name it is something
// new that does not fit: what is new waits, and what was there is saved.
function rechazar({ error, remedio, campo }, enviadas) {
  const culpable = [...enviadas.keys()].find((p) => p === campo || p.endsWith(`:${campo}`));
  const fuera = culpable ? [culpable] : [...enviadas].filter(([p, e]) => e.antes === null || p.startsWith("orden:")).map(([p]) => p);
  if (!enviadas.size) {
    avisar(`${error} ${remedio}`, "danger");
    porques.clear();
    return DE_NUEVO;
  }
  for (const pieza of fuera.length ? fuera : enviadas.keys()) {
    rechazadas.set(pieza, escrito(leer(pieza)));
    if (pieza === (culpable ?? fuera[0])) marcarRechazo(pieza, `${error} ${remedio}`);
  }
  anunciar(error);
  return DE_NUEVO;
}

function marcarRechazo(pieza, mensaje) {
  const campo = campoDe(lugarDe(pieza)) ?? lugarDe(pieza);
  if (!campo) return;
  const id = `${pieza.replaceAll(":", "-")}-rechazo`;
  document.getElementById(id)?.remove();
  campo.classList.add("is-invalid");
  campo.setAttribute("aria-invalid", "true");
  campo.setAttribute("aria-describedby", id);
  campo.after(elemento("p", { className: "invalid-feedback", id, textContent: mensaje }));
}

function quitarRechazo(pieza) {
  rechazadas.delete(pieza);
  const marca = document.getElementById(`${pieza.replaceAll(":", "-")}-rechazo`);
  if (!marca) return;
  const campo = document.querySelector(`[aria-describedby="${CSS.escape(marca.id)}"]`);
  campo?.classList.remove("is-invalid");
  campo?.removeAttribute("aria-invalid");
  campo?.removeAttribute("aria-describedby");
  marca.remove();
}

// It was signed, or this person may not write any more: nothing else is sent, and nothing typed is lost.
function cerrar(error) {
  cerrado = true;
  guardarCopia();
  decir("cerrado", `${error} Lo último que escribió no se guardó en el borrador: ${aSalvo()}.`, { falta: true });
  const textos = [...pendientes().values()].map(({ despues }) => despues?.texto ?? despues?.concepto ?? (typeof despues === "string" ? despues : "")).filter(Boolean);
  if (!textos.length) return FALLO;
  const area = elemento("textarea", { className: "form-control", readOnly: true, rows: 4, value: textos.join("\n") });
  area.setAttribute("aria-label", "Lo que escribió y no se guardó");
  const copiar = boton("Copiar lo que escribí", async () => {
    area.select();
    await navigator.clipboard?.writeText(area.value).catch(() => document.execCommand("copy"));
    anunciar("Copiado.");
  });
  avisar("Esto escribió usted y no quedó en el borrador. Si la versión vuelve a edición, se recuperará al abrirla en este equipo.", "warning",
    area, elemento("p", { className: "botones" }, copiar));
  return FALLO;
}

alTocar(() => programar());
alElegir(() => { guardar(); decirComoEsta(); });

// Leaving: what is left is kept here, and sent without waiting for the answer.
window.addEventListener("pagehide", () => {
  const piezas = todoLoPendiente();
  guardarCopia(false);
  if (cerrado) return;
  if (piezas.size) despedirse("piezas", { serie: serieActual(), piezas: Object.fromEntries(piezas) });
  if (porques.size) despedirse("justificacion", { serie: serieActual(), porques: Object.fromEntries(porques) });
});
window.addEventListener("pageshow", (evento) => { if (evento.persisted) guardar(); });
window.addEventListener("online", reintentar);
window.addEventListener("focus", reintentar);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") guardar(); else reintentar();
});
window.addEventListener("beforeunload", (evento) => {
  guardarCopia();
  if (!copia.fiable && !todoGuardado()) evento.preventDefault();
});
