// The results page: filters apply without a button on a wide screen, and show live counts on a narrow one; the
// form itself is never replaced by its own answer, so that boxes can be ticked as fast as anyone can. Screen
// readers hear the new summary. Without this file the form has a button and does the same.
(() => {
  const wide = window.matchMedia("(min-width: 60rem)");
  let wasOpen = new Map();
  let focused = "";
  let counting = null; // aborts the request for counts that is under way

  function prepare() {
    const filters = document.querySelector("[data-filters]");
    if (filters) filters.toggleAttribute("data-applies-itself", wide.matches);
  }

  function groups() {
    return document.querySelectorAll("[data-filters] details");
  }

  function boxes() {
    return document.querySelectorAll("[data-filters] input[type=checkbox]");
  }

  // Take what the server counted into the form that is on the page, and leave what is ticked in it alone.
  function takeCounts(page) {
    for (const box of boxes()) {
      const counted = page.getElementById(box.id);
      if (!counted) continue;
      box.disabled = counted.disabled && !box.checked;
      const shown = box.closest("label").querySelector(".facet-count");
      const fresh = counted.closest("label").querySelector(".facet-count");
      if (shown && fresh) shown.innerHTML = fresh.innerHTML;
    }
    for (const group of document.querySelectorAll("[data-filters] details.facet")) {
      const chosen = group.querySelector(".facet-chosen");
      const ticked = group.querySelectorAll("input:checked").length;
      if (!chosen) continue;
      chosen.hidden = ticked === 0;
      chosen.textContent = `${ticked} chosen`;
    }
    const show = document.querySelector("[data-show]");
    const newShow = page.querySelector("[data-show]");
    if (show && newShow) show.textContent = newShow.textContent;
  }

  function parsed(html) {
    return new DOMParser().parseFromString(html, "text/html");
  }

  // On a narrow screen the filters are a view of their own: only the counts and the button change.
  async function count(form) {
    if (counting) counting.abort();
    counting = new AbortController();
    try {
      const response = await fetch(addressOf(form), { credentials: "same-origin", signal: counting.signal });
      if (response.ok) takeCounts(parsed(await response.text()));
    } catch (error) {
      if (error.name !== "AbortError") console.warn("The counts could not be read.", error);
    }
  }

  document.addEventListener("change", (event) => {
    if (!event.target.closest("[data-question]")) return;
    if (event.target.closest("[data-applies-by-button]")) return;
    const { form } = event.target;
    if (!wide.matches) count(form);
    else if (!event.target.closest("[data-filters]")) return;
    else if (event.target.type === "checkbox") form.requestSubmit(); // a request under way is given up
    else setTimeout(() => isRequesting() || form.requestSubmit()); // Enter submits the form too, right after this event
  });

  function isRequesting() {
    return document.querySelector("#search-page.htmx-request") !== null;
  }

  // On a narrow screen the button leaves the view of the filters: an ordinary link does that.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = event.detail.elt;
    if (wide.matches || !form.matches("[data-question]")) return;
    event.preventDefault();
    location.assign(addressOf(form));
  });

  function addressOf(form) {
    const asked = [...new FormData(form)].filter((pair) => !isDefault(pair));
    return `${form.action}?${new URLSearchParams(asked)}`;
  }

  // Leave out empty and default values, so that addresses stay short enough to share.
  const isDefault = ([name, value]) => value === "" || (name === "radius" && value === startRadius());

  // A neighborhood's search starts with a smaller radius than a town's.
  function startRadius() {
    const radius = document.getElementById("radius");
    return radius ? radius.dataset.start : "";
  }

  document.addEventListener("htmx:configRequest", (event) => {
    const { formData, parameters } = event.detail;
    for (const [name] of [...formData].filter(isDefault)) delete parameters[name];
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    wasOpen = new Map([...groups()].map((group) => [group.id, group.open]));
    focused = document.activeElement ? document.activeElement.id : "";
    if (event.detail.target.id === "results") takeCounts(parsed(event.detail.serverResponse));
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
    const ticked = [...boxes()].find((box) => box.checked !== box.defaultChecked);
    if (ticked) ticked.form.requestSubmit();
  }

  wide.addEventListener("change", prepare);
  prepare();
  document.addEventListener("DOMContentLoaded", applyEarlyTicks); // after htmx has set up the form
})();
