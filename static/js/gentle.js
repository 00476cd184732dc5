// The kind remarks of the server, while one writes: under a field that has been left, and gone with its reason.
const rules = JSON.parse(document.getElementById("remarks").textContent);

function count(text) {
  return text.split(/\s+/).filter(Boolean).length;
}

// What was heard is the first of these fields that is filled: a text, or the words of the story that is chosen.
function heard(names) {
  for (const name of names) {
    const field = document.querySelector(`[name="${CSS.escape(name)}"]:is(textarea, :checked)`);
    const text = field?.type === "radio" ? field.closest("label").textContent : field?.value;
    if (text?.trim()) return text;
  }
  return "";
}

function found(text, rule) {
  if (rule.heard.length) {
    const most = count(heard(rule.heard));
    return most && count(text) > most ? `${count(text)} words` : "";
  }
  const plain = text.toLowerCase().replaceAll("\u2019", "'").replaceAll("-", " ");
  const hits = rule.words.filter((word) => {
    const whole = word.replaceAll("-", " ").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    return new RegExp(`(?<![\\p{L}\\p{N}_])${whole}(?![\\p{L}\\p{N}_])`, "u").test(plain);
  });
  if (hits.length) return hits.sort((one, other) => other.length - one.length)[0];
  const words = count(text);
  return rule.longest && words > rule.longest ? `${words} words` : "";
}

for (const [name, checks] of Object.entries(rules)) {
  const field = document.querySelector(`[name="${CSS.escape(name)}"]`);
  const remark = document.createElement("p");
  remark.className = "remark";
  remark.setAttribute("role", "status");
  field.after(remark);
  field.addEventListener("change", () => {
    const said = checks
      .map((rule) => [found(field.value, rule), rule.hint])
      .filter(([phrase]) => phrase)
      .map(([phrase, hint]) => `“${phrase}”. ${hint}`);
    remark.textContent = said.join(" ");
  });
}
