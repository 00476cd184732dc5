// Puts what was found into the page that asked: the browser then keeps no form with the words, and a reload is an empty search.
const place = () => document.getElementById("found");

async function find(form) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.getElementById("found");
  if (!answer.ok || answer.url !== form.action || !found) throw new Error("no answer");
  place().replaceWith(found);
}

addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!("find" in form.dataset)) return;
    event.preventDefault();
    // Signed out, or not connected: the plain way says so.
    find(form).catch(() => form.submit());
  },
  { capture: true },
);
