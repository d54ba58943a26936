// Tells the site that a phone number or a website was pressed: a number for the clinic, nothing about who.
// Links carry the address to tell in data-count; without a script they work just as well and are not counted.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-count]");
  if (link && navigator.sendBeacon) {
    navigator.sendBeacon(link.dataset.count);
  }
});
