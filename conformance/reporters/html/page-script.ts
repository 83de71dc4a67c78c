/** What the page does beside being read: it copies commands, and opens the finding that a link names. It is JavaScript, for a browser runs it as it stands. */
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
`;
