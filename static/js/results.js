// The results page with a script: a filter applies itself on a wide screen, groups stay open or closed, and a
// screen reader is told the new sentence. Without this file the form has a button and does the same.
(() => {
  const wide = window.matchMedia("(min-width: 60rem)");
  let wasOpen = new Map();
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
    if (event.target.closest("[data-applies-by-button]")) return;
    const form = event.target.form;
    if (event.target.type === "checkbox") form.requestSubmit();
    else setTimeout(() => isAsking() || form.requestSubmit()); // Enter, too, sends the form, right after this
  });

  function isAsking() {
    return document.querySelector("#search-page.htmx-request") !== null;
  }

  // Leave out what is empty or the default, so that addresses stay short enough to share.
  document.addEventListener("htmx:configRequest", (event) => {
    const parameters = event.detail.parameters;
    for (const [name, value] of [...event.detail.formData.entries()]) {
      const isDefault = value === "" || (name === "radius" && value === "25");
      if (isDefault) delete parameters[name];
    }
  });

  document.addEventListener("htmx:beforeSwap", () => {
    wasOpen = new Map([...groups()].map((group) => [group.id, group.open]));
    focused = document.activeElement ? document.activeElement.id : "";
  });

  document.addEventListener("htmx:afterSwap", () => {
    for (const group of groups()) if (group.id && wasOpen.has(group.id)) group.open = wasOpen.get(group.id);
    prepare();
  });

  // htmx notes the current address in the browser's storage. Nothing is to stay there: see the privacy page.
  function forgetAddress() {
    sessionStorage.removeItem("htmx-current-path-for-history");
  }
  document.addEventListener("htmx:pushedIntoHistory", forgetAddress);
  document.addEventListener("htmx:replacedInHistory", forgetAddress);
  forgetAddress();

  document.addEventListener("htmx:afterSettle", () => {
    forgetAddress();
    const summary = document.querySelector("[data-summary]");
    const announcer = document.getElementById("announcer");
    if (summary && announcer) announcer.textContent = summary.textContent;
    const stayed = focused && document.getElementById(focused);
    if (stayed && stayed.offsetParent) {
      if (document.activeElement !== stayed) stayed.focus({ preventScroll: true });
    } else {
      // What was pressed is gone, such as a filter that was dropped: go on from the top of the answer.
      const heading = document.querySelector("[data-results-heading]");
      if (heading) heading.focus();
    }
  });

  // A box that was ticked before this file was there asked for nothing, and the button is hidden now.
  function applyWhatWasTicked() {
    if (!wide.matches) return;
    const boxes = [...document.querySelectorAll("[data-filters] input[type=checkbox]")];
    const ticked = boxes.find((box) => box.checked !== box.defaultChecked);
    if (ticked) ticked.form.requestSubmit();
  }

  wide.addEventListener("change", prepare);
  prepare();
  document.addEventListener("DOMContentLoaded", applyWhatWasTicked); // after htmx has taken the form
})();
