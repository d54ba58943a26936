// Keeps the draft of a form in this browser only, so that a lost connection or a closed tab loses nothing. The draft
// is deleted when the form was submitted, with its delete button, and after thirty days. Files are not kept.
"use strict";

(() => {
  const DAYS_KEPT = 30;
  const PREFIX = "draft:";

  // Storage may be full or disabled; then the form works without drafts.
  const storage = {
    read(key) {
      try {
        const found = JSON.parse(localStorage.getItem(PREFIX + key));
        return found && Date.now() - found.savedAt < DAYS_KEPT * 864e5 ? found.values : null;
      } catch {
        return null;
      }
    },
    write(key, values) {
      try {
        localStorage.setItem(PREFIX + key, JSON.stringify({ savedAt: Date.now(), values }));
        return true;
      } catch {
        return false;
      }
    },
    remove(key) {
      try {
        localStorage.removeItem(PREFIX + key);
      } catch {
        // Without storage there is no draft.
      }
    },
  };

  for (const note of document.querySelectorAll("[data-draft-sent]")) {
    storage.remove(note.dataset.draftSent);
  }

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const key = form.dataset.draft;
  const note = form.querySelector("[data-draft-note]");
  const status = form.querySelector("[data-draft-status]");

  const values = () =>
    [...new FormData(form)].filter(
      // Consent is given anew each time.
      ([name, value]) => typeof value === "string" && value !== "" && name !== "consent",
    );

  const say = (words) => {
    note.hidden = false;
    status.textContent = words;
  };

  const restore = (draft) => {
    for (const [name, value] of draft) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
        else if (field.type !== "file") field.value = value;
      }
    }
  };

  const draft = storage.read(key);
  // After an error the server's page already has the submitted values.
  if (draft && !("draftIsShown" in form.dataset)) {
    restore(draft);
    say("This is the draft that you began in this browser. It is stored nowhere else.");
  }

  let waiting;
  const save = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (storage.write(key, values())) say("Your draft is kept in this browser only.");
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 400);
  });
  // The tab may be closed before the timer ends.
  addEventListener("pagehide", () => {
    if (waiting) save();
  });

  form.querySelector("[data-draft-delete]").addEventListener("click", () => {
    clearTimeout(waiting);
    waiting = undefined;
    storage.remove(key);
    form.reset();
    say("The draft is deleted.");
  });
})();
