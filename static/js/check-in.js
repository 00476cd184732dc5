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
