"use strict";
// The pages are whole without this: it shows the filter of the table, and the buttons that copy.
(() => {
  const form = document.getElementById("filter");
  if (form) {
    const rows = [...document.querySelectorAll("#table tbody tr")];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const search = document.getElementById("words");
    const chosen = [...form.querySelectorAll("select")];
    const count = document.getElementById("count");
    const show = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, place) => {
        const keys = row.dataset.keys.split(" ");
        const fits =
          words.every((word) => texts[place].includes(word)) &&
          chosen.every((one, column) => !one.value || one.value === keys[column]);
        row.hidden = !fits;
        shown += fits;
      });
      count.textContent = `${shown} of ${rows.length} figures`;
    };
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    show();
  }

  const copy = async (block) => {
    try {
      await navigator.clipboard.writeText(block.textContent);
      return true;
    } catch {
      // where the browser keeps the clipboard, mark the text, so that the keyboard copies it
      getSelection().selectAllChildren(block);
      return false;
    }
  };
  for (const button of document.querySelectorAll("button.copy")) {
    const before = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const done = await copy(document.getElementById(button.dataset.copies));
      button.textContent = done ? "Copied" : "Marked; press Ctrl+C";
      setTimeout(() => { button.textContent = before; }, 3000);
    });
  }
})();
