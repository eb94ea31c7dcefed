// The rows of the sheet: adding, taking out, moving, splitting and joining them in place.

export const formulario = document.getElementById("editor");
const estado = document.getElementById("ed-estado");
const voz = document.getElementById("ed-voz");
const deshacer = document.getElementById("ed-deshacer");
const RENGLONES = "textarea";
const NUMERACION = /^\s*(?:\d{1,3}[.)]|[•·▪–-])\s+/;

// Whether something written is not saved yet, and the last row taken out.
export const sesion = { pendiente: false, quitado: null };

const nuevoId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(8)), (b) => b.toString(16).padStart(2, "0")).join("");
export const anunciar = (mensaje) => { voz.textContent = mensaje; };
const textoDe = (fila) => fila.querySelector(RENGLONES);
const listaDe = (clave) => formulario.querySelector(`[data-clave="${CSS.escape(clave)}"]`);

export function crecer(area) {
  if (CSS.supports("field-sizing", "content")) return;
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

export function decirEstado(mensaje, falta) {
  estado.textContent = mensaje;
  estado.classList.toggle("sin-guardar", falta);
}

export function marcar() {
  sesion.pendiente = true;
  decirEstado("Hay cambios sin guardar.", true);
}

export function renumerar(lista) {
  if (!lista?.dataset.clave) return;
  let numero = 0;
  Array.from(lista.children).forEach((fila, lugar) => {
    const forma = fila.dataset.forma;
    if (forma === "numero") numero += 1;
    const palabra = { numero: String(numero), vineta: "viñeta" }[forma] ?? "párrafo";
    const nombre = `${lista.dataset.titulo}, ${palabra}`;
    fila.querySelector(".ed-numero").textContent = { numero: `${numero}.`, vineta: "•" }[forma] ?? "";
    textoDe(fila).setAttribute("aria-label", nombre);
    fila.querySelector("summary .visually-hidden").textContent = ` de ${nombre}`;
    fila.querySelector('[value^="agregar:"]').value = `agregar:${lista.dataset.clave}:${lugar + 1}`;
  });
  const final = lista.parentElement.querySelector(':scope > [value^="agregar:"]');
  final.value = `agregar:${lista.dataset.clave}:${lista.children.length}`;
}

function enfocar(fila, posicion) {
  const area = textoDe(fila) ?? fila.querySelector("input:not([type=hidden])");
  area.focus();
  if (posicion !== undefined) area.setSelectionRange(posicion, posicion);
}

function desdeMolde(molde, valores) {
  let html = document.getElementById(molde).innerHTML;
  for (const [marca, valor] of Object.entries(valores)) html = html.replaceAll(marca, valor);
  const cuna = document.createElement("template");
  cuna.innerHTML = html;
  return cuna.content.firstElementChild;
}

function nuevaFila(lista, texto = "", forma = lista.dataset.forma) {
  const fila = desdeMolde("molde-item", { __id__: nuevoId(), __clave__: lista.dataset.clave });
  fila.dataset.forma = forma;
  fila.querySelector("select").value = forma;
  fila.classList.add("nuevo");
  textoDe(fila).value = texto;
  return fila;
}

export function agregar(clave, lugar) {
  const lista = listaDe(clave);
  const vecina = lista.children[lugar - 1];
  const fila = nuevaFila(lista, "", vecina?.dataset.forma);
  lista.insertBefore(fila, lista.children[lugar] ?? null);
  renumerar(lista);
  enfocar(fila);
  anunciar(`Se agregó ${textoDe(fila).getAttribute("aria-label")}.`);
  marcar();
}

export function quitar(fila) {
  const lista = fila.parentElement;
  const nombre = textoDe(fila).getAttribute("aria-label") ?? "la fila";
  const siguiente = fila.nextElementSibling;
  const vecina = siguiente ?? fila.previousElementSibling;
  sesion.quitado = { fila, lista, siguiente };
  fila.remove();
  renumerar(lista);
  if (vecina) enfocar(vecina);
  marcar();
  deshacer.hidden = false;
  decirEstado(`Se quitó: ${nombre}.`, true);
  anunciar(`Se quitó ${nombre}. Puede deshacerlo con el botón Deshacer.`);
}

deshacer.addEventListener("click", () => {
  if (!sesion.quitado) return;
  const { fila, lista, siguiente } = sesion.quitado;
  lista.insertBefore(fila, siguiente?.parentElement === lista ? siguiente : null);
  sesion.quitado = null;
  deshacer.hidden = true;
  renumerar(lista);
  enfocar(fila);
  marcar();
  anunciar("Se devolvió a su lugar.");
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
  anunciar(`Ahora es ${textoDe(fila).getAttribute("aria-label") ?? "otro lugar de la tabla"}.`);
  marcar();
}

export function partir(area) {
  const fila = area.closest(".ed-item");
  const antes = area.value.slice(0, area.selectionStart).trimEnd();
  const despues = area.value.slice(area.selectionEnd).trimStart();
  const nueva = nuevaFila(fila.parentElement, despues, fila.dataset.forma);
  area.value = antes;
  fila.after(nueva);
  renumerar(fila.parentElement);
  [area, textoDe(nueva)].forEach(crecer);
  enfocar(nueva, 0);
  anunciar(`Se partió en dos. Ahora está en ${textoDe(nueva).getAttribute("aria-label")}.`);
  marcar();
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
  fila.remove();
  renumerar(lista);
  crecer(destino);
  enfocar(previa, inicio.length + union.length);
  anunciar(`Se unió con ${destino.getAttribute("aria-label")}.`);
  marcar();
}

export function pegar(evento, area) {
  const lineas = evento.clipboardData.getData("text/plain").split(/\r?\n/).map((l) => l.trim()).filter(Boolean);
  if (lineas.length < 2) return;
  evento.preventDefault();
  const fila = area.closest(".ed-item");
  const cola = area.value.slice(area.selectionEnd);
  const [primera, ...resto] = lineas.map((l) => l.replace(NUMERACION, ""));
  area.value = area.value.slice(0, area.selectionStart) + primera;
  let ultima = fila;
  for (const texto of resto) {
    const nueva = nuevaFila(fila.parentElement, texto, fila.dataset.forma);
    ultima.after(nueva);
    ultima = nueva;
  }
  textoDe(ultima).value += cola;
  renumerar(fila.parentElement);
  crecerTodo();
  enfocar(ultima);
  anunciar(`Se pegaron ${lineas.length} renglones, cada uno en su lugar.`);
  marcar();
}

export function crear(molde, donde, mensaje) {
  const fila = desdeMolde(molde, { __id__: nuevoId() });
  formulario.querySelector(donde).append(fila);
  fila.querySelector("input:not([type=hidden])").focus();
  anunciar(mensaje);
  marcar();
}

export function olvidarQuitado() {
  sesion.quitado = null;
  deshacer.hidden = true;
}

export const crecerTodo = () => formulario.querySelectorAll(RENGLONES).forEach(crecer);
