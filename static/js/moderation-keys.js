// Keys for moderators. Each [data-key] is a link, a button's form, or a form or <details> to fill in; the page lists
// the keys. Digits choose a reason.
//
// Does nothing without [data-keys] on the page. Single keys can be turned off (WCAG 2.1.4); this browser keeps the
// choice. Without this file every action is still a button or a link.
(() => {
  const panel = document.querySelector("[data-keys]");
  if (!panel) return;
  const button = panel.querySelector("[data-keys-switch]");
  const status = panel.querySelector("[data-keys-status]");
  const STORED = "tandem-moderation-keys";
  let isOn = read() !== "off";

  function read() {
    try {
      return localStorage.getItem(STORED);
    } catch {
      return null; // this browser allows no storage
    }
  }

  function store(value) {
    try {
      localStorage.setItem(STORED, value);
    } catch {
      // the choice is for this page only
    }
  }

  function show() {
    button.textContent = isOn ? "Turn the keys off" : "Turn the keys on";
    document.querySelectorAll("[data-key] kbd").forEach((mark) => (mark.hidden = !isOn));
  }

  button.addEventListener("click", () => {
    isOn = !isOn;
    store(isOn ? "on" : "off");
    show();
    status.textContent = isOn ? "Keys are on." : "Keys are off.";
  });

  function isTyping(element) {
    return element.matches("textarea, select, input:not([type=radio], [type=checkbox])") || element.isContentEditable;
  }

  function act(element) {
    if (element.matches("a")) {
      element.click();
    } else if (element.matches("[data-key-asks]")) {
      // What can't be taken back needs a second key: this one only moves to the form.
      (element.querySelector("input:not([type=hidden]), textarea") || element.querySelector("button")).focus();
      status.textContent = `${nameOf(element.querySelector("button"))}: fill in and press Enter on the button.`;
    } else if (element.matches("details")) {
      element.open = true;
      const fields = ["input[type=radio]:checked", "input[type=radio]", "textarea"];
      fields.map((field) => element.querySelector(field)).find(Boolean).focus();
      status.textContent = nameOf(element.querySelector("summary"));
    } else {
      submit(element);
    }
  }

  function nameOf(element) {
    return element.firstChild.textContent.trim();
  }

  // Before approving, the questions about a document and about other reviews with the same code need an answer.
  function submit(form) {
    const radio = form.querySelector("input[type=radio]");
    const isAnswered = !radio || form.querySelector("input[type=radio]:checked");
    const unanswered = isAnswered ? form.querySelector("input[type=checkbox]:not(:checked)") : radio;
    if (unanswered) {
      unanswered.focus();
      status.textContent = "Please answer this question first, then press the key again.";
      return;
    }
    form.requestSubmit();
  }

  function choose(digit) {
    const open = document.activeElement.closest("[data-key]");
    const choice = open && open.querySelectorAll("input[type=radio]")[digit - 1];
    if (!choice) return false;
    choice.checked = true;
    choice.focus();
    return true;
  }

  document.addEventListener("keydown", (event) => {
    if (!isOn || event.ctrlKey || event.altKey || event.metaKey || event.repeat || isTyping(event.target)) return;
    if (/^[1-9]$/.test(event.key)) {
      if (choose(Number(event.key))) event.preventDefault();
      return;
    }
    const element = /^[a-z]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
    if (!element) return;
    event.preventDefault();
    act(element);
  });

  panel.hidden = false;
  show();
})();
