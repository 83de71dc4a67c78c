/** What the page does beside being read: it copies commands, opens the finding that a link names, and narrows the laws to some. It is JavaScript, for a browser runs it as it stands. */
export const pageScript = `"use strict";
for (const button of document.querySelectorAll("button.copy")) {
  const code = button.parentElement.querySelector("code");
  const say = (text) => {
    button.textContent = text;
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  };
  const select = () => {
    const range = document.createRange();
    range.selectNodeContents(code);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    say("Selected");
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    if (navigator.clipboard === undefined) select();
    else navigator.clipboard.writeText(code.textContent).then(() => say("Copied"), select);
  });
}
const open = () => {
  const named = document.getElementById(location.hash.slice(1));
  if (named instanceof HTMLDetailsElement) named.open = true;
};
addEventListener("hashchange", open);
open();
const filter = document.querySelector(".filter");
const [text, verdict, status] = ["input", "select", "[role=status]"].map((name) => filter.querySelector(name));
const rows = [...document.querySelectorAll("table.laws tbody tr")];
const parts = [...document.querySelectorAll("#laws > details, #laws > table")];
let folded = null;
const narrow = () => {
  const words = text.value.toLowerCase().split(/\\s+/);
  const wanted = verdict.value;
  const isNarrowed = wanted !== "" || text.value.trim() !== "";
  // What was open before is open again when all are shown.
  if (isNarrowed) folded ??= parts.filter((part) => part instanceof HTMLDetailsElement && !part.open);
  let count = 0;
  for (const row of rows) {
    const said = row.textContent.toLowerCase();
    row.hidden = !((wanted === "" || row.dataset.verdict === wanted) && words.every((word) => said.includes(word)));
    if (!row.hidden) count += 1;
  }
  for (const part of parts) {
    part.hidden = isNarrowed && part.querySelector("tbody tr:not([hidden])") === null;
    if (part instanceof HTMLDetailsElement && isNarrowed) part.open = true;
  }
  if (!isNarrowed) for (const part of folded ?? []) part.open = false;
  if (!isNarrowed) folded = null;
  status.textContent = isNarrowed ? count + " of " + rows.length + " laws" : "";
};
text.addEventListener("input", narrow);
verdict.addEventListener("input", narrow);
filter.hidden = false;
// A page that is gone back to keeps what was entered.
addEventListener("pageshow", narrow);
`;
