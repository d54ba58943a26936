// The place field with suggestions: an editable combobox with a listbox, as in the ARIA Authoring Practices.
// Without this file it is a plain text field, and the server interprets what was typed.
(() => {
  const DEBOUNCE = 120; // milliseconds
  const MIN_LETTERS = 2;
  const MIN_DIGITS = 3; // as in places/typeahead.py
  const MAX_ANSWERS = 100; // cached, so that deleting letters needs no request

  const answers = new Map();
  const comboboxes = new WeakMap(); // input -> its PlaceCombobox
  let count = 0;

  function isLongEnough(text) {
    return text.length >= (/^\d+$/.test(text) ? MIN_DIGITS : MIN_LETTERS);
  }

  async function suggestionsFor(url, text, signal) {
    if (answers.has(text)) return answers.get(text);
    const response = await fetch(`${url}?${new URLSearchParams({ q: text })}`, {
      headers: { Accept: "application/json" },
      credentials: "omit",
      signal,
    });
    if (!response.ok) throw new Error(`The suggestions answered ${response.status}.`);
    const { places } = await response.json();
    if (answers.size >= MAX_ANSWERS) answers.delete(answers.keys().next().value);
    answers.set(text, places);
    return places;
  }

  class PlaceCombobox {
    constructor(input) {
      count += 1;
      this.input = input;
      this.url = input.dataset.suggestionsUrl || "/places/";
      this.places = [];
      this.active = -1;
      this.build(`place-list-${count}`);
      this.listen();
    }

    build(id) {
      const box = this.input.closest("[data-place-field]") || this.input.parentElement;
      box.classList.add("combobox");

      this.list = document.createElement("ul");
      this.list.id = id;
      this.list.className = "combobox__list";
      this.list.hidden = true;
      this.list.setAttribute("role", "listbox");
      this.list.setAttribute("aria-label", "Suggested places");

      // Empty for now: screen readers announce a live region only if it existed before its text.
      this.status = document.createElement("p");
      this.status.className = "visually-hidden";
      this.status.setAttribute("role", "status");
      this.input.after(this.list, this.status);

      this.input.autocomplete = "off";
      this.input.setAttribute("role", "combobox");
      this.input.setAttribute("aria-autocomplete", "list");
      this.input.setAttribute("aria-expanded", "false");
      this.input.setAttribute("aria-controls", id);
    }

    listen() {
      this.input.addEventListener("input", () => this.typed());
      this.input.addEventListener("keydown", (event) => this.pressed(event));
      this.input.addEventListener("blur", () => this.leave());
      // A press on the list must not move the focus away from the field: the blur would close the list first.
      this.list.addEventListener("pointerdown", (event) => event.preventDefault());
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (option) this.choose(Number(option.dataset.position));
      });
    }

    typed() {
      this.cancel();
      const text = this.input.value.trim();
      if (!isLongEnough(text)) {
        this.close();
        return;
      }
      this.timer = setTimeout(() => this.ask(text), answers.has(text) ? 0 : DEBOUNCE);
    }

    async ask(text) {
      this.cancel();
      const request = new AbortController();
      this.request = request;
      try {
        const places = await suggestionsFor(this.url, text, request.signal);
        if (!request.signal.aborted && document.activeElement === this.input) this.show(places);
      } catch {
        // Aborted by the next key, or the network is down: the field works without suggestions.
        if (!request.signal.aborted) this.close();
      }
    }

    cancel() {
      clearTimeout(this.timer);
      if (this.request) this.request.abort();
    }

    show(places) {
      this.places = places;
      this.activate(-1);
      this.list.replaceChildren(...places.map((place, position) => this.option(place, position)));
      this.open(places.length > 0);
      if (places.length === 0) this.say("No suggestions.");
      else if (places.length === 1) this.say("1 suggestion. Use the down arrow.");
      else this.say(`${places.length} suggestions. Use the arrow keys.`);
    }

    option(place, position) {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${position}`;
      option.className = "combobox__option";
      option.dataset.position = position;
      option.textContent = place.label;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }

    pressed(event) {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const key = event.altKey ? `Alt+${event.key}` : event.key;
      const act = this[`press${key.replace("+", "")}`];
      if (act && act.call(this, event)) event.preventDefault();
    }

    // Each of these returns whether it handled the key.
    pressArrowDown() {
      return this.move(this.active + 1);
    }

    pressArrowUp() {
      return this.move(this.active < 0 ? this.places.length - 1 : this.active - 1);
    }

    pressAltArrowDown() {
      if (this.isOpen) return true;
      if (this.places.length > 0) this.open(true);
      else this.typed();
      return true;
    }

    pressAltArrowUp() {
      this.close();
      return true;
    }

    pressHome() {
      return this.isOpen && this.active >= 0 && this.move(0);
    }

    pressEnd() {
      return this.isOpen && this.active >= 0 && this.move(this.places.length - 1);
    }

    pressEnter() {
      if (!this.isOpen || this.active < 0) {
        this.leave();
        return false; // the form is submitted
      }
      this.choose(this.active);
      return true;
    }

    pressEscape() {
      this.cancel(); // a pending answer would open the list again
      if (!this.isOpen) return false;
      this.close();
      return true;
    }

    move(position) {
      if (this.places.length === 0) {
        if (isLongEnough(this.input.value.trim())) this.ask(this.input.value.trim());
        return true;
      }
      this.open(true);
      // Beyond either end is the field itself, so that users can return to their own words.
      this.activate(position >= this.places.length || position < 0 ? -1 : position);
      return true;
    }

    activate(position) {
      const options = this.list.children;
      if (options[this.active]) {
        options[this.active].classList.remove("is-active");
        options[this.active].setAttribute("aria-selected", "false");
      }
      this.active = position;
      if (position < 0) {
        this.input.removeAttribute("aria-activedescendant");
        return;
      }
      options[position].classList.add("is-active");
      options[position].setAttribute("aria-selected", "true");
      options[position].scrollIntoView({ block: "nearest" });
      this.input.setAttribute("aria-activedescendant", options[position].id);
    }

    choose(position) {
      this.cancel();
      this.input.value = this.places[position].value;
      this.places = [];
      this.close();
      this.say("");
      // For other scripts, such as use-my-location.js. Not "input": our own listener would ask again.
      this.input.dispatchEvent(new Event("change", { bubbles: true }));
    }

    get isOpen() {
      return !this.list.hidden;
    }

    open(isOpen) {
      this.list.hidden = !isOpen;
      this.input.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen) this.activate(-1);
    }

    close() {
      this.open(false);
    }

    leave() {
      this.cancel();
      this.close();
      this.say("");
    }

    say(text) {
      this.status.textContent = text;
    }
  }

  function enhance() {
    for (const input of document.querySelectorAll("[data-place-combobox]")) {
      if (!comboboxes.has(input)) comboboxes.set(input, new PlaceCombobox(input));
    }
  }

  enhance();
  // htmx replaces the results without a page load, so their fields are new.
  document.addEventListener("htmx:load", enhance);
})();
