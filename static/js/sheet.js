// Copy and print are there only where they work.
const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  const said = copy.textContent;
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.getElementById(copy.dataset.copy).textContent.trim());
      copy.textContent = "Copied";
    } catch {
      copy.textContent = "This browser does not let us copy";
    }
    setTimeout(() => { copy.textContent = said; }, 3000);
  });
}

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
