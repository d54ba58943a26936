// A map for moving the pin of an address, by dragging or with the arrow keys. It loads on request and uses only our own
// files: the outlines of the states, no streets. It reads and writes the form's fields for the coordinates, which also
// work without it.
"use strict";

(() => {
  const CONTIGUOUS_STATES = [
    [24.4, -125],
    [49.4, -66.9],
  ];
  const START_ZOOM = 8; // close enough to drag, wide enough to see a state border
  const KEY_STEP_PIXELS = 4;
  const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  const load = (element) =>
    new Promise((resolve, reject) => {
      element.addEventListener("load", resolve, { once: true });
      element.addEventListener("error", reject, { once: true });
      document.head.append(element);
    });

  const loadLeaflet = (box) =>
    Promise.all([
      load(Object.assign(document.createElement("link"), { rel: "stylesheet", href: box.dataset.leafletCss })),
      load(Object.assign(document.createElement("script"), { src: box.dataset.leafletJs })),
    ]);

  // TopoJSON stores each border once, as steps on a grid: its specification, section 2.1.4, "Arcs".
  const borders = ({ arcs, transform: { scale, translate } }) =>
    arcs.map((arc) => {
      let x = 0;
      let y = 0;
      return arc.map(([dx, dy]) => {
        x += dx;
        y += dy;
        return [y * scale[1] + translate[1], x * scale[0] + translate[0]];
      });
    });

  const drawMap = async (box, canvas, fields, say) => {
    const [topology] = await Promise.all([
      fetch(box.dataset.states).then((response) => response.json()),
      loadLeaflet(box),
    ]);
    const { L } = window;
    const map = L.map(canvas, { attributionControl: false, minZoom: 3, maxZoom: 18, zoomSnap: 0.5 });
    L.control.scale({ metric: false }).addTo(map);
    for (const border of borders(topology)) {
      L.polyline(border, { className: "pin-map-border", interactive: false, weight: 1 }).addTo(map);
    }

    const typedPoint = () => {
      const [latitude, longitude] = fields.map((field) => (field.value.trim() === "" ? NaN : Number(field.value)));
      const isPoint = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
      return isPoint ? L.latLng(latitude, longitude) : null;
    };
    const start = typedPoint();
    if (start) {
      map.setView(start, START_ZOOM);
    } else {
      map.fitBounds(CONTIGUOUS_STATES);
    }
    const icon = L.divIcon({ className: "pin-map-pin", iconSize: [28, 28], iconAnchor: [14, 28] });
    const pin = L.marker(start ?? map.getCenter(), {
      icon,
      draggable: true,
      keyboard: true,
      alt: "Pin of your address",
      title: "Drag, or use the arrow keys",
    }).addTo(map);
    pin.getElement().setAttribute("aria-label", "Pin of your address: move it with the arrow keys");

    const write = () => {
      const { lat, lng } = pin.getLatLng().wrap();
      fields[0].value = lat.toFixed(6);
      fields[1].value = lng.toFixed(6);
      fields[0].dispatchEvent(new Event("change", { bubbles: true }));
      say(`Pin at ${lat.toFixed(4)}, ${lng.toFixed(4)}.`);
    };
    pin.on("dragend", write);
    pin.getElement().addEventListener("keydown", (event) => {
      const arrow = ARROWS[event.key];
      if (!arrow) {
        return;
      }
      event.preventDefault();
      event.stopPropagation(); // the map would move too
      const point = map.latLngToContainerPoint(pin.getLatLng());
      const [dx, dy] = arrow.map((step) => step * KEY_STEP_PIXELS * (event.shiftKey ? 10 : 1));
      pin.setLatLng(map.containerPointToLatLng(point.add([dx, dy])));
      map.panInside(pin.getLatLng(), { padding: [40, 40] });
      write();
    });
    for (const field of fields) {
      field.addEventListener("input", () => {
        const point = typedPoint();
        if (point) {
          pin.setLatLng(point);
          map.panTo(point);
        }
      });
    }
    return () => {
      pin.setLatLng(map.getCenter());
      write();
    };
  };

  const button = (text) =>
    Object.assign(document.createElement("button"), {
      type: "button",
      className: "button button-quiet",
      textContent: text,
    });

  const prepare = (box) => {
    const fields = [box.dataset.latitude, box.dataset.longitude].map((id) => document.getElementById(id));
    const show = button("Show the map");
    const status = Object.assign(document.createElement("p"), { className: "field-hint" });
    status.setAttribute("role", "status");
    const say = (text) => {
      status.textContent = text;
    };
    show.addEventListener("click", async () => {
      show.disabled = true;
      const canvas = Object.assign(document.createElement("div"), { className: "pin-map-canvas" });
      canvas.setAttribute("role", "application");
      canvas.setAttribute("aria-label", "Map with the pin of your address");
      box.prepend(canvas);
      try {
        const centerPin = await drawMap(box, canvas, fields, say);
        const middle = button("Put the pin in the middle");
        middle.addEventListener("click", centerPin);
        show.replaceWith(middle);
        middle.focus();
        say("Drag the pin, or focus it and use the arrow keys. Shift moves it farther. Plus and minus zoom.");
      } catch {
        // A file could not be loaded because the connection is down. The fields still work.
        canvas.remove();
        show.disabled = false;
        say("The map can’t be drawn right now. You can type the coordinates instead.");
      }
    });
    box.append(show, status);
    box.hidden = false;
  };

  document.querySelectorAll("[data-pin-map]").forEach(prepare);
})();
