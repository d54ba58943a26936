// Scrolls the preview next to the editor to the section that is being edited.
"use strict";

(() => {
  const HEADINGS = {
    services: "treats-heading",
    programs: "programs-heading",
    insurance: "insurance-heading",
    availability: "visit-heading",
    hours: "visit-heading",
    clinicians: "clinicians-heading",
    access: "practical-heading",
    photos: "photos-heading",
    about: "about-heading",
  };
  const page = document.getElementById("preview-page");
  const box = page?.parentElement;
  const heading = document.getElementById(HEADINGS[page?.dataset.shows]);
  if (heading && box.scrollHeight > box.clientHeight) {
    box.scrollTop += heading.getBoundingClientRect().top - box.getBoundingClientRect().top - 16;
  }
})();
