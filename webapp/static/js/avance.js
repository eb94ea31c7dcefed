// The bar of a job moves by itself; when the job ends the page is asked for again.
// Without this there is a link that says «Actualizar».

const CADA = 1000;
const MAXIMA = 15_000;
const zona = document.querySelector("[data-avance]");
const barra = zona.querySelector("progress");
const dice = zona.querySelector("[data-dice]");
const sinRed = zona.querySelector("[data-sin-red]");
let espera = CADA;

async function preguntar() {
  const respuesta = await fetch(zona.dataset.avance, { headers: { Accept: "application/json" } });
  if (!respuesta.ok) throw new Error(respuesta.status);
  return respuesta.json();
}

function mostrar(como) {
  if (dice.textContent !== como.dice) dice.textContent = como.dice;
  if (como.total) {
    barra.max = como.total;
    barra.value = como.hechos;
  } else {
    barra.removeAttribute("value");
  }
}

async function seguir() {
  try {
    const como = await preguntar();
    if (!como.sigue) {
      location.reload();
      return;
    }
    mostrar(como);
    espera = CADA;
    sinRed.hidden = true;
  } catch {
    espera = Math.min(espera * 2, MAXIMA);
    sinRed.hidden = false;
  }
  setTimeout(seguir, espera);
}

setTimeout(seguir, espera);
