// Ticking every occurrence of a phrase at once, and saying how many are ticked.

const formulario = document.getElementById("masivo");

if (formulario) {
  const casillas = [...formulario.querySelectorAll("[name=marcas]")];
  const cuenta = document.getElementById("marcadas");
  const decir = () => {
    const marcadas = casillas.filter((casilla) => casilla.checked).length;
    cuenta.textContent = `${marcadas} de ${casillas.length} ${casillas.length === 1 ? "marcada" : "marcadas"}`;
  };
  for (const boton of formulario.querySelectorAll("[data-marcar]")) {
    boton.hidden = false;
    boton.addEventListener("click", () => {
      for (const casilla of casillas) casilla.checked = boton.dataset.marcar === "si";
      decir();
    });
  }
  cuenta.hidden = false;
  formulario.addEventListener("change", decir);
  decir();
}
