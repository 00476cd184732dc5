// A private page that the browser kept in memory is never shown again: it is hidden and asked for anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.documentElement.classList.add("is-leaving");
    location.reload();
  }
});

// A form is sent once; after eight seconds without an answer it may be tried again.
// The server makes one record of a double submit anyway; this spares the worry.
const PATIENCE = 8000;

addEventListener("submit", (event) => {
  const form = event.target;
  const method = event.submitter?.formMethod || form.method;
  if (event.defaultPrevented || method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => {
    delete form.dataset.sent;
    event.submitter?.removeAttribute("aria-disabled");
  }, PATIENCE);
});

// The menu closes by a click beside it, or by Escape.
function closeMenus(event) {
  for (const menu of document.querySelectorAll(".menu[open]")) {
    if (event.key === "Escape" || !menu.contains(event.target)) menu.open = false;
  }
}

addEventListener("click", closeMenus);
addEventListener("keydown", (event) => event.key === "Escape" && closeMenus(event));
