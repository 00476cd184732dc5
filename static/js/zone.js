// Names the device's time zone where nothing was chosen yet: in a list, or in a field that is not shown.
for (const field of document.querySelectorAll("[data-guess-zone]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isKnown = !field.options || [...field.options].some((option) => option.value === zone);
  if (!field.value && isKnown) field.value = zone;
}
