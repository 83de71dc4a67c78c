import { element, pretty } from "./element.js";

const KEPT = 100;

const toneOf = ({ answer, fault }) => {
  if (fault !== null || answer.status === null || answer.status >= 500) return "bad";
  return answer.status >= 400 ? "warn" : "good";
};

/** What the client got, in a word or two. */
const statusText = ({ answer: { status }, fault }) => {
  if (fault === "reset") return "connection reset";
  if (status === null) return fault === "stall" ? "no answer" : "client gave up";
  return fault === "truncate" ? `${status} cut short` : String(status);
};

/** What was wrong with the request: the faults of a 422, and names that the contract does not know. */
const violationsOf = ({ answer }) => {
  const found = [];
  if (answer.status === 422) {
    try {
      const { detail } = JSON.parse(answer.body);
      if (Array.isArray(detail)) for (const { loc, msg } of detail) found.push(`${loc.join(" › ")}: ${msg}`);
    } catch {
      // It was cut short.
    }
  }
  const ignored = answer.headers["x-ignored-properties"];
  if (ignored !== undefined) found.push(`The contract does not know ${decodeURIComponent(ignored)}.`);
  return found;
};

const part = (title, text) =>
  text === "" ? [] : [element("h3", {}, title), element("pre", { tabindex: "0", "aria-label": title }, text)];

const headerLines = (headers) =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

const contents = (exchange) => {
  const { request, answer } = exchange;
  return [
    ...part("Request body", pretty(request.body)),
    ...part("Answer body", pretty(answer.body)),
    ...part("Request headers", headerLines(request.headers)),
    ...part("Answer headers", headerLines(answer.headers)),
  ];
};

const itemFor = (exchange) => {
  const { id, at, durationMs, request, scenario, fault } = exchange;
  const violations = violationsOf(exchange);
  const details = element(
    "details",
    {},
    element(
      "summary",
      {},
      element("span", { class: `status ${toneOf(exchange)}` }, statusText(exchange)),
      ` ${request.method} ${request.path} `,
      element(
        "span",
        { class: "quiet" },
        [scenario ?? "no scenario", `${durationMs} ms`, new Date(at).toLocaleTimeString()].join(" · "),
      ),
      fault === null ? "" : element("span", { class: "status bad" }, ` fault: ${fault}`),
    ),
  );
  // Put together only for those who look.
  details.addEventListener("toggle", () => details.append(...contents(exchange)), { once: true });
  return element(
    "li",
    { "data-id": String(id), "data-scenario": scenario ?? "" },
    details,
    ...violations.slice(0, 20).map((text) => element("p", { class: "warn" }, text)),
  );
};

/** Shows exchanges in `list`, the newest first, each once; `nothing` is shown while there are none. */
export const exchangeList = (list, nothing) => ({
  add: (exchange) => {
    if (list.querySelector(`[data-id="${exchange.id}"]`) !== null) return;
    nothing.hidden = true;
    list.prepend(itemFor(exchange));
    while (list.children.length > KEPT) list.lastElementChild.remove();
  },
  clear: () => {
    list.replaceChildren();
    nothing.hidden = false;
  },
});
