// A private page that the browser kept in memory is never shown again: it is hidden and asked for anew.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    document.documentElement.classList.add("is-leaving");
    location.reload();
  }
});

// A form is sent once. The server keeps one record of a double submit anyway; this spares the worry.
addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
});
