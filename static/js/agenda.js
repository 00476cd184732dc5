// A quiet timer beside the agenda: it marks the step that is on, counts minutes down, and makes no sound.
const agenda = document.querySelector("[data-agenda]");
const MINUTE = 60000;

function start(steps, button, said) {
  let at = -1;
  let ends = 0;

  function next() {
    at += 1;
    steps.forEach((step, n) => step.toggleAttribute("aria-current", n === at));
    if (at === steps.length) {
      said.textContent = "That was it. Thank each other for showing up.";
      button.textContent = "Start again";
      return;
    }
    ends = Date.now() + steps[at].dataset.minutes * MINUTE;
    tell();
  }

  function tell() {
    if (at === steps.length) return;
    const left = Math.ceil((ends - Date.now()) / MINUTE);
    if (left <= 0) {
      next();
      return;
    }
    said.textContent = `Step ${at + 1} of ${steps.length}: ${left} ${left === 1 ? "minute" : "minutes"} left`;
    setTimeout(tell, Math.min(5000, ends - Date.now()));
  }

  button.textContent = "Next step";
  next();
  return () => (at === steps.length ? null : next());
}

if (agenda) {
  const row = agenda.querySelector(".agenda__timer");
  const button = row.querySelector("button");
  const said = row.querySelector("span");
  const steps = [...agenda.querySelectorAll("[data-minutes]")];
  let step = null;
  row.hidden = false;
  button.addEventListener("click", () => {
    if (step) step();
    else step = start(steps, button, said);
  });
}
