import { gzipSync } from "node:zlib";
import { isObject } from "../../../contract/index.ts";

const listAt = (value: unknown, name: string): readonly unknown[] => {
  const list = isObject(value) ? value[name] : null;
  return Array.isArray(list) ? list : [];
};

/** What stands at `a.b.0.c`, or undefined. */
const at = (value: unknown, path: string): unknown => {
  let here = value;
  for (const name of path.split(".")) {
    if (Array.isArray(here)) here = here[Number(name)];
    else here = isObject(here) ? here[name] : undefined;
  }
  return here;
};

const isText = (value: unknown, maxChars = Number.POSITIVE_INFINITY): boolean =>
  typeof value === "string" && value !== "" && value.length <= maxChars;

const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1;

const oneOf =
  (...words: readonly string[]) =>
  (value: unknown): boolean =>
    words.some((word) => word === value);

type Rule = readonly [path: string, isKept: (value: unknown) => boolean];

const RULE: readonly Rule[] = [
  ["id", (value) => isText(value, 255)],
  ["shortDescription.text", (value) => isText(value, 1_024)],
  ["fullDescription.text", (value) => isText(value, 1_024)],
  ["help.text", isText],
  ["help.markdown", isText],
  ["defaultConfiguration.level", oneOf("note", "warning", "error")],
  ["properties.tags", (value) => Array.isArray(value) && value.length <= 10 && value.every((tag) => isText(tag))],
  ["properties.precision", oneOf("very-high", "high", "medium", "low")],
];

const RESULT: readonly Rule[] = [
  ["message.text", isText],
  ["level", oneOf("note", "warning", "error")],
  [
    "locations.0.physicalLocation.artifactLocation.uri",
    (value) => isText(value) && !/^(\/|\w+:|\.)/.test(String(value)),
  ],
  ["locations.0.physicalLocation.region.startLine", isCount],
  ["locations.0.physicalLocation.region.startColumn", isCount],
  ["locations.0.physicalLocation.region.endLine", isCount],
  ["locations.0.physicalLocation.region.endColumn", isCount],
  ["locations.1", (value) => value === undefined],
  ["partialFingerprints.primaryLocationLineHash", isText],
];

const broken = (value: unknown, name: string, rules: readonly Rule[]): readonly string[] =>
  rules.filter(([path, isKept]) => !isKept(at(value, path))).map(([path]) => `${name}: ${path}`);

/**
 * In what a SARIF file breaks the rules by which GitHub code scanning takes and shows one; an empty list where it keeps all.
 * Source: docs.github.com, "SARIF support for code scanning" and "SARIF results exceed one or more limits", as of 2026.
 */
export const codeScanningFaults = (text: string): readonly string[] => {
  const log: unknown = JSON.parse(text);
  const runs = listAt(log, "runs");
  return [
    ...(gzipSync(text).length > 10_000_000 ? ["more than 10 MB after gzip"] : []),
    ...(isText(at(log, "$schema")) && at(log, "version") === "2.1.0" ? [] : ["schema or version"]),
    ...(runs.length > 20 ? ["more than 20 runs"] : []),
    ...runs.flatMap((run) => {
      const rules = listAt(at(run, "tool.driver"), "rules");
      const results = listAt(run, "results");
      const ids = rules.map((rule) => at(rule, "id"));
      return [
        ...(isText(at(run, "tool.driver.name")) ? [] : ["a tool without a name"]),
        ...(rules.length > 25_000 ? ["more than 25,000 rules"] : []),
        ...(results.length > 5_000 ? ["more than 5,000 results, which is all that is shown"] : []),
        ...rules.flatMap((rule) => broken(rule, `rule ${String(at(rule, "id"))}`, RULE)),
        ...results.flatMap((result, index) => broken(result, `result ${index}`, RESULT)),
        ...results.flatMap((result) =>
          ids[Number(at(result, "ruleIndex"))] === at(result, "ruleId") ? [] : ["a result of no rule"],
        ),
      ];
    }),
  ];
};
