// The preview next to the editor of a guide: requests it from the server while the editor types.
// Without this script the button "Show it on a page of its own" does the same.
(() => {
  const pane = document.querySelector("[data-guide-preview]");
  const text = document.querySelector("[data-guide-preview-text]");
  const source = document.querySelector("textarea.guide-source");
  if (!pane || !text || !source) return;

  const form = source.form;
  const DEBOUNCE = 500; // milliseconds
  let timer = 0;
  let request = null;

  async function refresh() {
    request?.abort();
    request = new AbortController();
    try {
      const response = await fetch(pane.dataset.guidePreview, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "fetch" },
        signal: request.signal,
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      text.innerHTML = await response.text(); // the server has sanitized it
    } catch (error) {
      if (error.name !== "AbortError") text.textContent = "The preview can't be loaded right now.";
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, DEBOUNCE);
  });
  refresh();
})();
