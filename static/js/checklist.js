// Checklists in guides: says how many boxes are ticked, and what to do with them; never what they mean. Nothing is
// stored or sent. Without this file the boxes can be ticked all the same.
(() => {
  // A point such as thoughts of hurting oneself says itself that it cannot wait.
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
    // A list of questions to ask is worked through; a list of what is true of oneself is told.
    const areQuestions = checklist.querySelector("ul").textContent.includes("?");

    // Filled later: a live region is announced only if it was there before its text.
    const result = document.createElement("p");
    result.className = "checklist-result";
    result.setAttribute("role", "status");
    checklist.querySelector("ul").after(result);

    checklist.addEventListener("change", () => {
      result.textContent = sentence(boxes, areQuestions);
    });
  }
})();
