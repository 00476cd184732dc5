// Chooses the device's time zone in a list where nothing was chosen yet.
for (const list of document.querySelectorAll("select[data-guess-zone]")) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!list.value && [...list.options].some((option) => option.value === zone)) list.value = zone;
}
