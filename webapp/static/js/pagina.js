// The page itself: its form, what it says in its bar, and a voice for who does not see it.

export const formulario = document.getElementById("editor");
export const { version, persona } = formulario.dataset;
const estado = document.getElementById("ed-estado");
const voz = document.getElementById("ed-voz");

export const anunciar = (mensaje) => { voz.textContent = mensaje; };

export const hora = (cuando = new Date()) =>
  cuando.toLocaleTimeString("es-CR", { hour: "numeric", minute: "2-digit", hour12: false });

export const fecha = (cuando) =>
  cuando.toLocaleDateString("es-CR", { day: "numeric", month: "long", year: "numeric" });

// How the text stands. `falta` when something is not in the draft yet; `enlace` is [words, address].
export function decirEstado(mensaje, { falta = false, enlace } = {}) {
  estado.textContent = mensaje;
  estado.classList.toggle("sin-guardar", falta);
  if (!enlace) return;
  const [palabras, direccion] = enlace;
  estado.append(" ", elemento("a", { textContent: palabras, href: direccion, target: "_blank", rel: "opener" }));
}

export function elemento(nombre, datos = {}, ...hijos) {
  const nuevo = Object.assign(document.createElement(nombre), datos);
  nuevo.append(...hijos);
  return nuevo;
}

export function boton(palabras, hacer, clase = "btn btn-otro btn-sm") {
  const nuevo = elemento("button", { type: "button", className: clase, textContent: palabras });
  nuevo.addEventListener("click", hacer);
  return nuevo;
}

// A message above the sheet, for what is worth reading with time.
export function avisar(mensaje, clase = "info", ...hijos) {
  const aviso = elemento("div", { className: `aviso aviso-${clase}` }, elemento("p", { textContent: mensaje }), ...hijos);
  document.querySelector(".avisos").append(aviso);
  return aviso;
}

// The children of a list in a given order. What has the focus does not move: the others do, around it.
export function ordenar(lista, nodos) {
  const actuales = Array.from(lista.children);
  if (actuales.length === nodos.length && actuales.every((n, i) => n === nodos[i])) return;
  for (const nodo of actuales) if (!nodos.includes(nodo)) nodo.remove();
  const fijo = nodos.find((n) => n.parentElement === lista && n.contains(document.activeElement));
  const antes = fijo ? nodos.slice(0, nodos.indexOf(fijo)) : nodos;
  for (const nodo of antes) lista.insertBefore(nodo, fijo ?? null);
  if (fijo) lista.append(...nodos.slice(nodos.indexOf(fijo) + 1));
}

// Another text in a field, with the caret on the same words.
export function ponerTexto(campo, texto) {
  if (campo.value === texto) return;
  if (document.activeElement !== campo || campo.selectionStart === null) {
    campo.value = texto;
    return;
  }
  const { value: antes, selectionStart: desde, selectionEnd: hasta } = campo;
  let igual = 0;
  while (igual < antes.length && antes[igual] === texto[igual]) igual += 1;
  const mover = (lugar) => (lugar <= igual ? lugar : Math.max(igual, lugar + texto.length - antes.length));
  campo.value = texto;
  campo.setSelectionRange(mover(desde), mover(hasta));
}
