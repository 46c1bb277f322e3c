"use strict";
// Finds rows and sorts them. What a student wrote is only compared here; none of it becomes markup.
for (const table of document.querySelectorAll("table[data-sortable]")) {
  const body = table.tBodies[0];
  const rows = [...body.rows].map(row => ({
    row,
    text: [row.textContent, ...[...row.cells].map(cell => cell.title)].join("\n").toLowerCase(),
  }));

  const field = Object.assign(document.createElement("input"), {type: "search"});
  field.placeholder = "a name, conv2d: wrong, rejected …";
  const label = document.createElement("label");
  label.append("Find", field);
  const found = document.createElement("output");
  const line = document.createElement("p");
  line.append(label, found);
  table.parentElement.before(line);

  const find = () => {
    const wanted = field.value.trim().toLowerCase();
    let count = 0;
    for (const {row, text} of rows) {
      row.hidden = !text.includes(wanted);
      count += !row.hidden;
    }
    found.textContent = wanted ? `${count} of ${rows.length}` : "";
  };
  field.addEventListener("input", find);

  const fromAddress = () => {
    try {
      field.value = decodeURIComponent(location.hash.slice(1));
    } catch {
      field.value = "";
    }
    find();
  };
  addEventListener("hashchange", fromAddress);
  fromAddress();

  const names = new Intl.Collator(undefined, {numeric: true});
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const isNumber = body.rows[0]?.cells[column].className.startsWith("n");
    const value = ({row}) => row.cells[column].textContent;
    const compare = isNumber
      ? (a, b) => value(a) - value(b)
      : (a, b) => names.compare(value(a), value(b));
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const downwards = head.ariaSort === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", downwards ? "descending" : "ascending");
      const sorted = [...rows].sort((a, b) => (downwards ? compare(b, a) : compare(a, b)));
      body.append(...sorted.map(({row}) => row));
    });
  });
}
