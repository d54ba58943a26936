// The results page with a script: a filter applies itself on a wide screen, open groups stay open, and a
// screen reader is told the new sentence. Without this file the form has a button and does the same.
(() => {
  const wide = window.matchMedia("(min-width: 60rem)");
  let openGroups = [];
  let focused = "";

  function prepare() {
    const filters = document.querySelector("[data-filters]");
    if (filters) filters.toggleAttribute("data-applies-itself", wide.matches);
  }

  function groups() {
    return document.querySelectorAll("[data-filters] details");
  }

  document.addEventListener("change", (event) => {
    if (!wide.matches || !event.target.closest("[data-filters]")) return;
    event.target.form.requestSubmit();
  });

  // Leave out what is empty or the default, so that addresses stay short enough to share.
  document.addEventListener("htmx:configRequest", (event) => {
    const parameters = event.detail.parameters;
    for (const [name, value] of [...event.detail.formData.entries()]) {
      const isDefault = value === "" || (name === "radius" && value === "25");
      if (isDefault) delete parameters[name];
    }
  });

  document.addEventListener("htmx:beforeSwap", () => {
    openGroups = [...groups()].filter((group) => group.open).map((group) => group.id);
    focused = document.activeElement ? document.activeElement.id : "";
  });

  document.addEventListener("htmx:afterSwap", () => {
    for (const group of groups()) if (group.id) group.open = openGroups.includes(group.id) || group.open;
    prepare();
  });

  document.addEventListener("htmx:afterSettle", () => {
    const summary = document.querySelector("[data-summary]");
    const announcer = document.getElementById("announcer");
    if (summary && announcer) announcer.textContent = summary.textContent;
    const stayed = focused && document.getElementById(focused);
    const target = stayed || document.querySelector("[data-results-heading]");
    if (target && document.activeElement !== target) target.focus({ preventScroll: true });
  });

  wide.addEventListener("change", prepare);
  prepare();
})();
