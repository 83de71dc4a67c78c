import { element, withCode } from "./element.js";
import { snippetsFor } from "./snippets.js";

const copyButton = (text) => {
  const button = element("button", { type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  });
  return button;
};

const snippets = (scenario, path) => {
  const details = element("details", {}, element("summary", {}, "Snippets"));
  // Most are never looked at.
  details.addEventListener(
    "toggle",
    () => {
      for (const [title, text] of snippetsFor(scenario, location.origin, path))
        details.append(
          element("div", { class: "heading" }, element("h3", {}, title), copyButton(text)),
          element("pre", { tabindex: "0", "aria-label": title }, text),
        );
    },
    { once: true },
  );
  return details;
};

/** The list of scenarios; `onUse` and `onTry` are called with the one whose button is pressed. */
export const scenarioItems = (scenarios, path, { onUse, onTry }) =>
  scenarios.map((scenario) => {
    const { name, title, when, status } = scenario;
    return element(
      "li",
      { "data-name": name },
      element("strong", {}, ...withCode(title)),
      " ",
      element("span", { class: status === 200 ? "status good" : "status bad" }, String(status)),
      element("div", { class: "name" }, name),
      element("p", { class: "when" }, ...withCode(when)),
      element(
        "div",
        { class: "buttons" },
        element("button", { type: "button", "aria-label": `Try: ${name}`, onclick: () => onTry(scenario) }, "Try"),
        element(
          "button",
          { type: "button", "aria-label": `Use for all requests: ${name}`, onclick: () => onUse(scenario) },
          "Use for all requests",
        ),
      ),
      snippets(scenario, path),
    );
  });
