// Shows a drawing, and tells Python where a pointer is pressed in it, or dragged.
// The drawing is replaced while a pointer moves, so events are taken by what holds it.

function render({ model, el }) {
  let dragged = -1; // which of the drawing's parts
  let place = null; // where the pointer is, until the next frame

  const parts = () => [...el.querySelectorAll("svg")];
  const show = () => { el.innerHTML = model.get("value"); };

  function tell(event) {
    const part = parts()[dragged];
    if (!part) return;
    const screen = new DOMPoint(event.clientX, event.clientY);
    const { x, y } = screen.matrixTransform(part.getScreenCTM().inverse());
    if (place === null) {
      requestAnimationFrame(() => { model.send(place); place = null; });
    }
    place = { x, y };
  }

  el.addEventListener("pointerdown", (event) => {
    const part = event.target.closest("svg[data-touch]");
    if (!part || event.button !== 0) return;
    event.preventDefault();
    dragged = parts().indexOf(part);
    el.setPointerCapture(event.pointerId);
    tell(event);
  });
  el.addEventListener("pointermove", (event) => { if (dragged >= 0) tell(event); });
  for (const end of ["pointerup", "pointercancel"]) {
    el.addEventListener(end, () => { dragged = -1; });
  }

  el.classList.add("cnn-picture");
  model.on("change:value", show);
  show();
  return () => model.off("change:value", show);
}

export default { render };
