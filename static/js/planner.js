// The planner: fills in the browser's time zone, prints, and focuses the answer. Without this file patients choose
// their time zone, and everything else is the same.
(() => {
  const form = document.querySelector("[data-planner]");
  if (!form) return;

  // Only a zone from the list: the form sends nothing that the patient can't see.
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
