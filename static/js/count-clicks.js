// Counts clicks on a phone number or a website for the clinic, and nothing about the visitor. The link's data-count
// is the address to notify. Without this file the links work and are not counted.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-count]");
  if (link && navigator.sendBeacon) {
    navigator.sendBeacon(link.dataset.count);
  }
});
