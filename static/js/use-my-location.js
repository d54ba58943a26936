// "Use my location": asks the browser, rounds to two decimals (about half a mile), and only then sends the location.
// Without this file the button stays hidden, and a ZIP code or city does the same.
(() => {
  const DECIMALS = 2;
  const OPTIONS = { enableHighAccuracy: false, maximumAge: 600_000, timeout: 10_000 };
  const PERMISSION_DENIED = 1;
  const PROBLEM = {
    [PERMISSION_DENIED]: "Your browser did not share your location. Type a ZIP code or city instead.",
    2: "Your location could not be found. Type a ZIP code or city instead.",
    3: "Finding your location took too long. Try again, or type a ZIP code or city.",
  };

  // Browsers share a location only with secure pages.
  if (!("geolocation" in navigator) || !window.isSecureContext) return;

  const prepared = new WeakSet();

  function field(form, name, value) {
    const input = form.querySelector(`input[name="${name}"]`) || document.createElement("input");
    input.type = "hidden";
    input.name = name;
    input.value = value;
    form.append(input);
  }

  function forget(form) {
    for (const input of form.querySelectorAll('input[name="lat"], input[name="lng"]')) input.remove();
  }

  function round(degrees) {
    return String(Number(degrees.toFixed(DECIMALS)));
  }

  function prepare(button) {
    const form = button.form;
    if (!form || prepared.has(button)) return;
    prepared.add(button);
    const near = form.querySelector('input[name="near"]');

    const status = document.createElement("span");
    status.className = "field-hint";
    status.setAttribute("role", "status");
    button.after(status);

    function found(position) {
      field(form, "lat", round(position.coords.latitude));
      field(form, "lng", round(position.coords.longitude));
      if (near) near.value = "";
      status.textContent = "";
      button.disabled = false;
      form.requestSubmit();
    }

    function failed(error) {
      status.textContent = PROBLEM[error.code] || PROBLEM[2];
      button.disabled = false;
    }

    button.addEventListener("click", () => {
      button.disabled = true;
      status.textContent = "Finding your location …";
      navigator.geolocation.getCurrentPosition(found, failed, OPTIONS);
    });

    // A place that is typed later replaces the location, also after returning to this page.
    if (near) {
      near.addEventListener("input", () => forget(form));
      near.addEventListener("change", () => forget(form));
    }
    button.hidden = false;
  }

  function prepareAll() {
    for (const button of document.querySelectorAll("button[data-use-my-location]")) prepare(button);
  }

  prepareAll();
  document.addEventListener("htmx:load", prepareAll);
})();
