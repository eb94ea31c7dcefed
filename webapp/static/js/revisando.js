// The whole manual is checked a slice a request; the bar moves between two, and at the end the
// page is asked for again. Without this there is a button that does it in one go.

const MAXIMA = 15_000;
const zona = document.querySelector("[data-revisando]");
const barra = zona.querySelector("progress");
const dice = zona.querySelector("[data-dice]");
const sinRed = zona.querySelector("[data-sin-red]");
let espera = 500;

zona.querySelector("[data-sin-guion]").hidden = true;

async function avanzar() {
  const respuesta = await fetch(zona.dataset.revisando, {
    method: "POST",
    headers: { Accept: "application/json", "X-CSRFToken": zona.dataset.ficha },
  });
  if (!respuesta.ok) throw new Error(respuesta.status);
  return respuesta.json();
}

async function seguir() {
  try {
    const { hechos, total } = await avanzar();
    barra.value = hechos;
    barra.max = total;
    dice.textContent = `${hechos} de ${total} cargos revisados.`;
    espera = 500;
    sinRed.hidden = true;
    if (hechos >= total) location.reload();
    else setTimeout(seguir, 0);
  } catch {
    espera = Math.min(espera * 2, MAXIMA);
    sinRed.hidden = false;
    setTimeout(seguir, espera);
  }
}

seguir();
