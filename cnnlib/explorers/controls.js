// Controls that a page shows for those of controls.py: the browser's own, in a label each, which
// keyboards and screen readers know.

const LOOKS = { slider, list, buttons };

function render({ model, el }) {
  el.classList.add("cnn-control");
  el.addEventListener("keydown", keep);
  const show = LOOKS[model.get("look")](model, el);
  model.on("change", show);
  show();
}

// JupyterLab would take arrows, Enter and letters for commands to the notebook; Escape goes there.
function keep(event) {
  if (event.key === "Escape") event.currentTarget.closest(".jp-Cell")?.focus();
  const command = event.ctrlKey || event.metaKey || event.altKey;
  const run = event.shiftKey && event.key === "Enter";
  if (!command && !run) event.stopPropagation();
}

// A slider, and a field to type its number into.
function slider(model, el) {
  el.innerHTML = '<label><span></span><input type="range"></label><input type="number">';
  const [name, range, number] = el.querySelectorAll("span, input");

  function show() {
    name.textContent = model.get("description");
    number.setAttribute("aria-label", `${name.textContent}, typed`);
    for (const input of [range, number]) {
      for (const key of ["min", "max", "step"]) input[key] = model.get(key);
      input.value = Number(model.get("value").toFixed(6)); // 0.3, not 0.30000000000000004
    }
  }

  function take(input) {
    // An empty field is no 0, and a number out of range is the nearest in it.
    const value = input.value === "" ? model.get("value") : Number(input.value);
    send(model, "value", Math.min(Math.max(value, model.get("min")), model.get("max")));
    show();
  }

  range.addEventListener("input", () => take(range));
  number.addEventListener("change", () => take(number));
  return show;
}

// A list that drops down.
function list(model, el) {
  el.innerHTML = "<label><span></span><select></select></label>";
  const [name, select] = el.querySelectorAll("span, select");
  select.append(...model.get("_options_labels").map((words) => new Option(words)));
  select.addEventListener("change", () => send(model, "index", select.selectedIndex));
  return () => {
    name.textContent = model.get("description");
    select.selectedIndex = model.get("index");
  };
}

// All that may be chosen, side by side: a group with one stop for the Tab key.
function buttons(model, el) {
  const group = `cnn-${Math.random()}`; // crypto.randomUUID is only there on https and localhost
  el.setAttribute("role", "radiogroup");
  el.setAttribute("aria-label", model.get("description"));
  const inputs = model.get("_options_labels").map((words, index) => {
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "radio", name: group });
    input.addEventListener("change", () => send(model, "index", index));
    label.append(input, words);
    el.append(label);
    return input;
  });
  return () => inputs.forEach((input, index) => (input.checked = index === model.get("index")));
}

function send(model, name, value) {
  model.set(name, value);
  model.save_changes();
}

export default { render };
