// Brings the next step of the check-in into view. The steps themselves open by CSS alone.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

document.querySelector("[data-check-in]")?.addEventListener("change", (event) => {
  const step = [...event.currentTarget.querySelectorAll(".check-in__step")]
    .find((candidate) => candidate.checkVisibility());
  const isWord = step?.contains(event.target);
  const next = isWord ? step.querySelector(".check-in__strengths") : step;
  next?.scrollIntoView({
    block: isWord ? "nearest" : "start",
    behavior: calm.matches ? "auto" : "smooth",
  });
});

// The closest words: looked for here, in what stands in the page. Nothing typed is sent.
const MOST = 6;
// The same as the verdicts in guide/banks/words.yaml.
const VERDICTS = ["ignored", "attacked", "betrayed", "manipulated"];
const search = document.querySelector("[data-word-search]");

function closeness(asked, [word, meaning, near]) {
  const begins = (text) => ` ${text}`.includes(` ${asked}`);
  if (word.startsWith(asked)) return 5;
  if (begins(word)) return 4;
  if (begins(near)) return 3;
  if (asked.length > 2 && (word.includes(asked) || begins(meaning))) return 2;
  return 0;
}

function textsOf(label) {
  const meaning = label.querySelector(".word__meaning")?.textContent ?? "";
  const texts = [label.querySelector(".word__name").textContent, meaning, label.dataset.near ?? ""];
  return texts.map((text) => text.toLowerCase());
}

function choose(label) {
  const form = search.closest("form");
  const step = label.closest(".check-in__step");
  const slug = [...step.classList].find((name) => name.startsWith("family--")).slice("family--".length);
  form.querySelector(`[name="family"][value="${slug}"]`).click();
  label.querySelector("input").click();
  label.querySelector("input").focus();
}

function result(label) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "word";
  button.append(...label.cloneNode(true).querySelectorAll("span"));
  button.addEventListener("click", () => {
    search.querySelector("input").value = "";
    look();
    choose(label);
  });
  return button;
}

function say(asked, count) {
  if (asked.length < 2) return "";
  if (VERDICTS.includes(asked)) return "That says what somebody did. And how did it leave you feeling?";
  return count ? "The closest words:" : "No word like that yet. Another may do, or a family above.";
}

function look() {
  const asked = search.querySelector("input").value.trim().toLowerCase();
  const labels = asked.length < 2 ? [] : [...search.closest("form").querySelectorAll("label.word")];
  const close = labels
    .map((label) => [closeness(asked, textsOf(label)), label])
    .filter(([rank]) => rank)
    .sort(([one], [other]) => other - one)
    .slice(0, MOST);
  search.querySelector(".check-in__found").replaceChildren(...close.map(([, label]) => result(label)));
  search.querySelector("[role=status]").textContent = say(asked, close.length);
}

if (search) {
  search.hidden = false;
  search.addEventListener("input", look);
  addEventListener("pagehide", () => { search.querySelector("input").value = ""; });
}
