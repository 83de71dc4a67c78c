import { element } from "./element.js";
import { exchangeList } from "./exchange-list.js";
import { scenarioFilter } from "./scenario-filter.js";
import { scenarioItems } from "./scenario-list.js";

const byId = (id) => document.getElementById(id);
const problem = byId("problem");

/** Calls one of the mock's own routes; what it refuses is shown, and null given. */
const own = async (method, path, body) => {
  const response = await fetch(`/__mock/${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const json = await response.json();
  problem.textContent = response.ok ? "" : String(json.detail);
  return response.ok ? json : null;
};

/** A field that is being written in is left alone. */
const showText = (id, text) => {
  const field = byId(id);
  if (field !== document.activeElement) field.value = text;
};

const showSettings = ({ scenario, latency, faults, stateful, canKeepState }) => {
  byId("scenario").value = scenario;
  showText("latency", latency);
  showText("faults", faults);
  byId("stateful").checked = stateful;
  byId("stateful").disabled = !canKeepState;
  byId("reset").disabled = !canKeepState;
  for (const item of byId("scenarios").children) {
    const isCurrent = !stateful && item.dataset.name === scenario;
    item.classList.toggle("current", isCurrent);
    if (isCurrent) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
};

const change = async (settings) => {
  const changed = await own("PATCH", "settings", settings);
  if (changed !== null) showSettings(changed);
};

const exchanges = exchangeList(byId("list"), byId("nothing"));

/** A fault may befall the answer, so that nothing comes back: it is seen among the exchanges all the same. */
const tryOut = (operation, { name, request }) =>
  fetch(operation.path, {
    method: operation.method,
    headers: { ...request.headers, prefer: `example=${name}` },
    ...(request.body === "" ? {} : { body: request.body }),
  }).catch(() => {});

const filter = scenarioFilter({
  list: byId("scenarios"),
  field: byId("filter"),
  shown: byId("shown"),
  more: byId("more"),
});

const showScenarios = async () => {
  const { operation, scenarios } = await (await fetch("/__mock/scenarios")).json();
  byId("scenario").replaceChildren(...scenarios.map(({ name }) => element("option", { value: name }, name)));
  byId("scenarios").replaceChildren(
    ...scenarioItems(scenarios, operation.path, {
      onTry: (scenario) => tryOut(operation, scenario),
      onUse: ({ name }) => change({ scenario: name, stateful: false }),
    }),
  );
  filter.show(scenarios);
};

/** Settings are shown once the scenarios that they may name are. */
let listed = Promise.resolve();

/** An emptied field switches off. */
const wordsIn = ({ value }) => (value.trim() === "" ? "off" : value);

byId("settings").addEventListener("submit", (event) => event.preventDefault());
byId("scenario").addEventListener("change", ({ target }) => change({ scenario: target.value, stateful: false }));
byId("latency").addEventListener("change", ({ target }) => change({ latency: wordsIn(target) }));
byId("faults").addEventListener("change", ({ target }) => change({ faults: wordsIn(target) }));
byId("stateful").addEventListener("change", ({ target }) => change({ stateful: target.checked }));
byId("reset").addEventListener("click", () => own("POST", "reset"));
byId("clear").addEventListener("click", async () => {
  if ((await own("DELETE", "exchanges")) !== null) exchanges.clear();
});

const connection = byId("connection");
const events = new EventSource("/__mock/events");
events.addEventListener("open", () => {
  connection.textContent = "live";
  connection.className = "live";
});
events.addEventListener("error", () => {
  connection.textContent = "not reachable";
  connection.className = "bad";
});
events.addEventListener("exchange", ({ data }) => exchanges.add(JSON.parse(data)));
// Told of when the page opens as well.
events.addEventListener("scenarios", () => {
  listed = listed.then(showScenarios);
});
events.addEventListener("settings", async ({ data }) => {
  await listed;
  showSettings(JSON.parse(data));
});
