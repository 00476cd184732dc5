// Keeps a half-written form as a sealed draft on the server while somebody writes, and says truly how far that is.
// Nothing is kept in the browser. One request at a time; each carries the whole form.
const state = document.querySelector("[data-autosave]");
const form = state.form ?? state.closest("form");
const mark = Object.assign(document.createElement("input"), { type: "hidden", name: "draft_kept", value: "yes" });
const PAUSE = 1200;
const PATIENCE = 8000;
const LONGEST_WAIT = 30000;
const MOST_BEHIND_A_PAGE = 60000; // browsers send no more than this for a page that goes
let timer = 0;
let isDirty = false;
let isLeaving = false;
let inFlight = null;
let failures = 0;

function say(text, link) {
  if (state.textContent === text) return; // a screen reader hears each thing once
  state.textContent = text;
  if (link) state.append(" ", link);
}

function plan(wait) {
  if (!timer && !isLeaving) timer = setTimeout(keep, wait);
}

function signIn(url) {
  return Object.assign(document.createElement("a"), { href: url, textContent: "Sign in and go on" });
}

// A redirect says that the words were kept elsewhere: parked for their owner until the next sign-in.
async function tell(answer) {
  const next = new URL(answer.url).searchParams.get("next");
  if (answer.redirected && next?.startsWith(location.pathname)) {
    say("You have been signed out. What you typed is kept as a draft.", signIn(answer.url));
  } else if (answer.redirected && new URL(answer.url).pathname === location.pathname) {
    say("Saved as a draft.");
  } else if (answer.ok && !answer.redirected) {
    say(`Saved as a draft ${(await answer.json()).time}.`);
  } else {
    throw new Error(answer.status);
  }
}

async function keep(isLast = false) {
  clearTimeout(timer);
  timer = 0;
  if (!isDirty || (inFlight && !isLast)) return;
  isDirty = false;
  form.append(mark);
  inFlight?.abort();
  const own = new AbortController();
  inFlight = own;
  const slow = setTimeout(() => own.abort(), PATIENCE);
  try {
    const body = new URLSearchParams(new FormData(form));
    const keepalive = isLast && body.toString().length < MOST_BEHIND_A_PAGE;
    await tell(await fetch(state.dataset.autosave, { method: "POST", body, keepalive, signal: own.signal }));
    failures = 0;
  } catch {
    if (inFlight !== own || isLeaving) return;
    isDirty = true;
    failures += 1;
    say("Not saved yet, trying again.");
  } finally {
    clearTimeout(slow);
    if (inFlight === own) inFlight = null;
    if (isDirty && !inFlight) plan(Math.min(PAUSE * 2 ** failures, LONGEST_WAIT));
  }
}

function note() {
  isDirty = true;
  plan(PAUSE);
}

form.addEventListener("input", note);
form.addEventListener("change", note);
addEventListener("online", () => keep());
document.addEventListener("visibilitychange", () => document.hidden && !isLeaving && keep(true));

// What is sent whole needs no draft, unless no answer comes.
form.addEventListener("submit", () => {
  isLeaving = true;
  clearTimeout(timer);
  timer = 0;
  inFlight?.abort();
  setTimeout(() => {
    isLeaving = false;
    note();
  }, PATIENCE);
});
