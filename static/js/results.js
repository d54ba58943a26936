// The results page: on a wide screen filters apply without a button, groups stay open or closed, and screen readers
// announce the new summary. Without this file the form has a button and does the same.
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
    else setTimeout(() => isRequesting() || form.requestSubmit()); // Enter submits the form too, right after this event
  });

  function isRequesting() {
    return document.querySelector("#search-page.htmx-request") !== null;
  }

  // Leave out empty and default values, so that addresses stay short enough to share.
  document.addEventListener("htmx:configRequest", (event) => {
    const { formData, parameters } = event.detail;
    const isDefault = ([name, value]) => value === "" || (name === "radius" && value === "25");
    for (const [name] of [...formData].filter(isDefault)) delete parameters[name];
  });

  document.addEventListener("htmx:beforeSwap", () => {
    wasOpen = new Map([...groups()].map((group) => [group.id, group.open]));
    focused = document.activeElement ? document.activeElement.id : "";
  });

  document.addEventListener("htmx:afterSwap", () => {
    for (const group of groups()) if (group.id && wasOpen.has(group.id)) group.open = wasOpen.get(group.id);
    prepare();
  });

  // htmx keeps the current address in the browser's storage, but the privacy page promises that nothing stays there.
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
    const sameElement = focused && document.getElementById(focused);
    if (sameElement && sameElement.offsetParent) {
      if (document.activeElement !== sameElement) sameElement.focus({ preventScroll: true });
    } else {
      // The focused element is gone, such as a removed filter: continue at the top of the results.
      const heading = document.querySelector("[data-results-heading]");
      if (heading) heading.focus();
    }
  });

  // A box that was ticked before this script ran has not been applied, and the button is hidden now.
  function applyEarlyTicks() {
    if (!wide.matches) return;
    const boxes = [...document.querySelectorAll("[data-filters] input[type=checkbox]")];
    const ticked = boxes.find((box) => box.checked !== box.defaultChecked);
    if (ticked) ticked.form.requestSubmit();
  }

  wide.addEventListener("change", prepare);
  prepare();
  document.addEventListener("DOMContentLoaded", applyEarlyTicks); // after htmx has set up the form
})();
