// The planner with a script: the browser's time zone, printing, and the answer in focus. Without this file one
// chooses the zone by hand, and everything else is the same.
(() => {
  const form = document.querySelector("[data-planner]");
  if (!form) return;

  // Only a zone that is in the list; the server is told nothing that is not in the form.
  const zone = form.querySelector("[name=time_zone]");
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const hasProvider = form.querySelector("[name=provider]");
  if (zone.value === "" && !hasProvider && [...zone.options].some((option) => option.value === here)) zone.value = here;

  for (const button of document.querySelectorAll("[data-planner-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  const answer = document.querySelector("[data-planner-focus]");
  if (answer) answer.focus();
})();
