// Checklists in guides: says how many boxes are ticked and what to do next, never what the answers mean. Nothing is
// stored or sent. Without this file the boxes still work.
(() => {
  // An urgent item, such as thoughts of self-harm, has the word "today" in its label.
  function isForToday(box) {
    return /\btoday\b/i.test(box.labels[0].textContent);
  }

  function sentence(boxes, areQuestions) {
    const all = boxes.length;
    const chosen = boxes.filter((box) => box.checked);
    const ticked = chosen.length;
    if (areQuestions) {
      const left = all - ticked;
      return left > 0 ? `You ticked ${ticked} of ${all}: ${left} left to ask.` : `You ticked all ${all}.`;
    }
    if (ticked === 0) return "You ticked none. If you are not sure of something, ask the clinic before the first visit.";
    const today = chosen.some(isForToday) ? " One of them is for today: help is named on this page." : "";
    return `You ticked ${ticked}: tell the clinic before the first visit.${today}`;
  }

  for (const checklist of document.querySelectorAll("[data-checklist]")) {
    const boxes = [...checklist.querySelectorAll("input[type=checkbox]")];
    // Readers work through a list of questions; they tell the clinic what they ticked in a list of facts.
    const areQuestions = checklist.querySelector("ul").textContent.includes("?");

    // Empty for now: screen readers announce a live region only if it existed before its text.
    const result = document.createElement("p");
    result.className = "checklist-result";
    result.setAttribute("role", "status");
    checklist.querySelector("ul").after(result);

    checklist.addEventListener("change", () => {
      result.textContent = sentence(boxes, areQuestions);
    });
  }
})();
