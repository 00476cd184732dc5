// Finds pages and answers while somebody types. Nothing typed is sent, kept or put into the address.
const place = document.querySelector("[data-search]");
const box = place.querySelector("[data-search-box]");
const input = box.querySelector("input");
const status = place.querySelector("[data-search-status]");
const found = place.querySelector("[data-search-found]");
const all = place.querySelector("[data-search-all]");
const MOST = 12;

// "arguing" also looks for what begins with "argu"; words of one or two letters say too little.
function forms(word) {
  const plain = word.toLowerCase();
  const stem = plain.replace(/(?:ings?|ed|ies|es|s|ly)$/, "");
  if (plain.length < 3) return null;
  return stem.length > 3 && stem !== plain ? [plain, stem] : plain;
}

const [{ default: MiniSearch }, answer] = await Promise.all([
  import(place.dataset.library),
  fetch(place.dataset.index),
]);
const index = MiniSearch.loadJSON(await answer.text(), { fields: ["title", "promise", "text"] });
const options = {
  boost: { title: 5, promise: 2 },
  prefix: (word) => word.length > 2,
  fuzzy: (word) => (word.length > 4 ? 0.2 : false),
  weights: { prefix: 0.6, fuzzy: 0.3 },
  processTerm: forms,
};

function say(count) {
  if (count === null) return "";
  if (count === 0) return "Nothing found. Another word may do, or look through the list.";
  return count === 1 ? "One found." : `${count} found, nearest first.`;
}

function show() {
  const asked = input.value.trim();
  const results = asked.length > 1 ? index.search(asked, options).slice(0, MOST) : [];
  const rows = results.map(({ id }) => all.querySelector(`[data-document="${id}"]`));
  found.replaceChildren(...rows.filter(Boolean).map((row) => row.cloneNode(true)));
  found.hidden = !results.length;
  all.hidden = results.length > 0;
  status.textContent = say(asked.length > 1 ? results.length : null);
}

function forget() {
  input.value = "";
  show();
}

input.addEventListener("input", show);
addEventListener("pagehide", forget);
box.hidden = false;
