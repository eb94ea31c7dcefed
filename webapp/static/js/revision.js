// Reviewing without leaving the change: marks in place, keys while the focus is among the changes,
// and the selected words carried to the remark. Every one of these is also a plain form or a link.

const zona = document.getElementById("cambios");
const voz = document.getElementById("voz");
const cuenta = document.getElementById("vistos");
let seleccion = null;

const cambios = () => [...zona.querySelectorAll('[id^="cambio-"]')];
const numero = (cambio) => Number(cambio.id.slice("cambio-".length));
const puesto = (n) => zona.querySelector(`[data-puesto="${n}"]`);
const marca = (n) => puesto(n)?.querySelector("[data-visto]");
const visto = (n) => marca(n)?.classList.contains("visto-si") ?? true;
const anunciar = (mensaje) => { voz.textContent = mensaje; };

// The change that has the focus, or the last one before it.
function aqui() {
  const foco = document.activeElement;
  const previos = cambios().filter(
    (c) => c.contains(foco) || c.compareDocumentPosition(foco) & Node.DOCUMENT_POSITION_FOLLOWING);
  return previos.length ? numero(previos.at(-1)) : 0;
}

function ir(paso, soloSinVer, desde = aqui()) {
  const orden = paso < 0 ? cambios().reverse() : cambios();
  const destino = orden.find((c) => (numero(c) - desde) * paso > 0 && !(soloSinVer && visto(numero(c))));
  if (!destino) {
    const que = soloSinVer ? "cambios sin ver" : "cambios";
    anunciar(`No hay más ${que} ${paso < 0 ? "antes" : "después"}.`);
    return;
  }
  destino.focus({ preventScroll: true });
  destino.scrollIntoView({ block: "center" });
}

async function marcar(formulario, boton) {
  const datos = new FormData(formulario, boton);
  const si = boton.value === "si";
  let respuesta = null;
  try {
    respuesta = await fetch(formulario.action, {
      method: "POST", body: datos, redirect: "manual", headers: { "X-Requested-With": "fetch" },
    });
  } catch {
    anunciar("No hay conexión: la marca no se guardó.");
    return;
  }
  if (!respuesta.ok) {
    formulario.removeAttribute("data-visto");
    formulario.requestSubmit(boton);
    return;
  }
  formulario.classList.toggle("visto-si", si);
  boton.value = si ? "no" : "si";
  boton.setAttribute("aria-pressed", String(si));
  const vistos = cambios().filter((c) => visto(numero(c))).length;
  cuenta.textContent = `${vistos} de ${cuenta.dataset.total} vistos`;
  anunciar(`Cambio ${datos.get("numero")}: ${si ? "visto" : "sin ver"}. ${cuenta.textContent}.`);
}

function observar() {
  const propio = document.activeElement.closest(".dif-item, .lado-junto")?.querySelector(".observar");
  const forma = propio ?? puesto(aqui())?.querySelector(".observar");
  if (!forma) return;
  recordarSeleccion();
  forma.open = true;
  forma.querySelector("textarea").focus();
}

// What the text says of a range: without what is struck, the call signs and the words for screen readers.
function palabras(rango) {
  const copia = rango.cloneContents();
  copia.querySelectorAll("del, sup, .visually-hidden, .dif-flecha").forEach((e) => e.remove());
  return copia.textContent;
}

function recordarSeleccion() {
  const elegido = document.getSelection();
  if (!elegido.rangeCount || elegido.isCollapsed) return;
  const rango = elegido.getRangeAt(0);
  const de = (nodo) => (nodo.nodeType === Node.TEXT_NODE ? nodo.parentElement : nodo).closest(".dif-texto");
  const texto = de(rango.startContainer);
  if (!texto || !zona.contains(texto) || texto !== de(rango.endContainer)) return;
  const antes = document.createRange();
  antes.setStart(texto, 0);
  antes.setEnd(rango.startContainer, rango.startOffset);
  const desde = texto.closest(".dif-fila") ? "" : palabras(antes).trimStart().length;
  seleccion = { item: texto.closest(".dif-item"), cita: palabras(rango).trim(), desde };
}

document.addEventListener("selectionchange", recordarSeleccion);

zona.addEventListener("toggle", (evento) => {
  const forma = evento.target;
  if (!forma.matches(".observar") || !forma.open || !seleccion?.cita) return;
  const cita = forma.querySelector('[name="cita"]');
  if (!cita || cita.value || !seleccion.item?.contains(forma)) return;
  cita.value = seleccion.cita;
  forma.querySelector('[name="desde"]').value = seleccion.desde;
}, true);

zona.addEventListener("submit", (evento) => {
  if (!evento.target.matches("[data-visto]")) return;
  evento.preventDefault();
  marcar(evento.target, evento.submitter ?? evento.target.querySelector("button"));
});

document.addEventListener("click", (evento) => {
  const enlace = evento.target.closest("[data-sin-ver]");
  if (!enlace) return;
  evento.preventDefault();
  const paso = Number(enlace.dataset.sinVer);
  ir(paso || 1, true, paso ? aqui() : 0);
});

const TECLAS = {
  n: () => ir(1, true),
  p: () => ir(-1, true),
  j: () => ir(1, false),
  k: () => ir(-1, false),
  v: () => marca(aqui())?.requestSubmit(marca(aqui()).querySelector("button")),
  o: observar,
};

zona.addEventListener("keydown", (evento) => {
  const escribe = evento.target.matches("input, textarea, select");
  if (escribe || evento.isComposing || evento.altKey || evento.ctrlKey || evento.metaKey) return;
  const hacer = TECLAS[evento.key.toLowerCase()];
  if (!hacer) return;
  evento.preventDefault();
  hacer();
});

const teclas = document.getElementById("teclas");
if (teclas) teclas.hidden = false;
