import { readdir, rm, writeFile } from "node:fs/promises";
import { scenarioText } from "../mock/index.ts";
import { recordScenarios } from "./scenarios/record-scenarios.ts";

/** `npm run scenarios`: records the mock's scenarios from the reference anew, a file each. */

const folder = new URL("../mock/scenarios/", import.meta.url);
const scenarios = await recordScenarios();
for (const file of await readdir(folder)) if (file.endsWith(".json")) await rm(new URL(file, folder));
for (const scenario of scenarios) await writeFile(new URL(`${scenario.name}.json`, folder), scenarioText(scenario));
console.log(`${scenarios.length} scenarios recorded.`);
