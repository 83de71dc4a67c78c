import { locatorOf, readOpenapiText } from "../../../contract/index.ts";
import { loadLaws } from "../../laws/load-laws.ts";
import { contract } from "../../testing/example-judge.ts";

/** What renderings draw on, as the command would give it. */
export const scene = {
  contract,
  laws: await loadLaws(),
  file: { path: "openapi.json", locate: await locatorOf(await readOpenapiText()) },
};
