// A quiet timer: it counts minutes down beside the page, and makes no sound.
const MINUTE = 60000;
const timer = document.querySelector("[data-timer]");
const button = timer.querySelector("button");
const said = timer.querySelector("[role=status]");
let ends = 0;
let next = 0;

function tell() {
  const left = Math.ceil((ends - Date.now()) / MINUTE);
  said.textContent = left > 0 ? `${left} ${left === 1 ? "minute" : "minutes"} left` : "The time is over. Stay as long as you like.";
  if (left > 0) next = setTimeout(tell, Math.min(5000, ends - Date.now()));
}

timer.hidden = false;
button.addEventListener("click", () => {
  clearTimeout(next);
  ends = Date.now() + timer.dataset.timer * MINUTE;
  button.textContent = "Start again";
  tell();
});
