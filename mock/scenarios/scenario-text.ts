import type { Scenario } from "./scenario.ts";

/** A scenario as its file's text: one line a CVM, so that a change shows where it is. */
export const scenarioText = (scenario: Scenario): string => {
  if (scenario.kind === "refusal") return `${JSON.stringify(scenario, null, 2)}\n`;
  const { cvms, ...head } = scenario;
  const lines = cvms.map((cvm) => `    ${JSON.stringify(cvm)}`).join(",\n");
  return `${JSON.stringify(head, null, 2).replace(/\n}$/, "")},\n  "cvms": [${lines === "" ? "" : `\n${lines}\n  `}]\n}\n`;
};
