// Leaves at once: by the Exit link, or by Shift pressed three times within five seconds.
// The page is hidden before anything is asked of the network, and its history entry is replaced.

const PRESSES = 3;
const WINDOW = 5000;
const link = document.querySelector("[data-exit]");
const status = document.querySelector("[data-exit-status]");
let presses = [];

function leave() {
  document.documentElement.classList.add("is-leaving");
  document.title = "Loading";
  status.textContent = "Leaving this page.";
  location.replace(link.href);
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

addEventListener("keydown", (event) => {
  if (event.key !== "Shift") {
    presses = [];
  } else if (!event.repeat) {
    presses = presses.filter((time) => event.timeStamp - time < WINDOW);
    presses.push(event.timeStamp);
    if (presses.length >= PRESSES) leave();
  }
});
