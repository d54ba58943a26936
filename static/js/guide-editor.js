// The preview beside the editor of a guide: asks the server for it while somebody types.
// Without this script the button "Show it on a page of its own" does the same.
(() => {
  const pane = document.querySelector("[data-guide-preview]");
  const text = document.querySelector("[data-guide-preview-text]");
  const source = document.querySelector("textarea.guide-source");
  if (!pane || !text || !source) return;

  const form = source.form;
  const PAUSE = 500; // milliseconds without a key before the server is asked
  let timer = 0;
  let asked = null;

  async function refresh() {
    asked?.abort();
    asked = new AbortController();
    try {
      const response = await fetch(pane.dataset.guidePreview, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "fetch" },
        signal: asked.signal,
      });
      if (!response.ok) throw new Error(`status ${response.status}`);
      text.innerHTML = await response.text(); // the server has cleaned it
    } catch (error) {
      if (error.name !== "AbortError") text.textContent = "The preview can't be loaded right now.";
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, PAUSE);
  });
  refresh();
})();
