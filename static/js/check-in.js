// Brings the next step of the check-in into view. The steps themselves open by CSS alone.
const calm = matchMedia("(prefers-reduced-motion: reduce)");

document.querySelector("[data-check-in]")?.addEventListener("change", (event) => {
  const form = event.currentTarget;
  const step = [...form.querySelectorAll(".check-in__step")]
    .filter((candidate) => candidate.checkVisibility())
    .at(-1);
  if (step?.contains(event.target)) return;
  step?.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
});
