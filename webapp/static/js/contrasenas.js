// A button beside each password field, to see what is being typed.

for (const campo of document.querySelectorAll("input[data-mostrar]")) {
  const boton = document.createElement("button");
  boton.type = "button";
  boton.className = "btn btn-otro btn-sm";
  boton.setAttribute("aria-controls", campo.id);
  const decir = () => {
    const oculta = campo.type === "password";
    boton.textContent = oculta ? "Mostrar" : "Ocultar";
    const etiqueta = campo.labels[0]?.firstChild.textContent.trim();
    const de = document.createElement("span");
    de.className = "visually-hidden";
    de.textContent = ` lo escrito en «${etiqueta}»`;
    boton.append(de);
  };
  boton.addEventListener("click", () => {
    campo.type = campo.type === "password" ? "text" : "password";
    decir();
    campo.focus();
  });
  // What is sent is a password again, so that no browser keeps it among what was typed.
  campo.form?.addEventListener("submit", () => { campo.type = "password"; });
  decir();
  const caja = document.createElement("div");
  caja.className = "con-boton";
  campo.replaceWith(caja);
  caja.append(campo, boton);
}
