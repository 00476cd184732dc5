// The self-check is read here and nowhere else: no form, no request, nothing stored. The lists are made
// afresh whenever the page is shown, and are gone when it is left, so that Back shows nothing ticked.

const place = document.querySelector("[data-check]");
const screens = document.querySelector("[data-check-screens]");

function begin() {
  document.querySelector("[data-check-links]").hidden = true;
  place.replaceChildren(screens.content.cloneNode(true));
}

function isToBeTold(code, fits) {
  const isForNone = !place.querySelector(`[data-fits="${code}"]`);
  return fits.size ? fits.has(code) : isForNone;
}

function go(step) {
  const all = [...place.querySelectorAll("[data-screen]")];
  const now = all.findIndex((screen) => !screen.hidden);
  const fits = new Set([...place.querySelectorAll(":checked")].map((box) => box.dataset.fits));
  for (const ending of place.querySelectorAll("[data-ending]")) {
    ending.hidden = !isToBeTold(ending.dataset.ending, fits);
  }
  all[now].hidden = true;
  all[now + step].hidden = false;
  focus(all[now + step]);
}

function focus(screen) {
  const heading = [...screen.querySelectorAll("h2")].find((one) => one.checkVisibility());
  heading.focus({ preventScroll: true });
  heading.scrollIntoView({ block: "center" });
}

place.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.step) go(Number(button.dataset.step));
  if (button && "again" in button.dataset) {
    begin();
    focus(place);
  }
});

addEventListener("pagehide", () => place.replaceChildren());
addEventListener("pageshow", (event) => event.persisted && begin());
begin();
