import { FLOORS } from "./floors.ts";
import type { ImportGraph } from "./import-graph.ts";
import { isForTests } from "./source-files.ts";

/** The folders that a picture shows: those of the program, with what else there is left out. */
const HOUSES = ["contract", "conformance", "reference-impl", "mock", "mutants", "cli", "library"];

/** Which groups of files import from which, as `from to`. */
const arrowsBetween = (graph: ImportGraph, groupOf: (path: string) => string | null): ReadonlySet<string> =>
  new Set(
    [...graph].flatMap(([path, targets]) => {
      const from = groupOf(path);
      return from === null || isForTests(path) ? [] : targets.map((target) => `${from} ${groupOf(target)}`);
    }),
  );

const flowchart = (graph: ImportGraph, names: readonly string[], groupOf: (path: string) => string | null): string => {
  const found = arrowsBetween(graph, groupOf);
  const arrows = names.flatMap((from) =>
    names.filter((to) => to !== from && found.has(`${from} ${to}`)).map((to) => `  ${from} --> ${to}`),
  );
  return ["```mermaid", "flowchart TD", ...names.map((name) => `  ${name}["${name}/"]`), ...arrows, "```"].join("\n");
};

/** Two flowcharts in Mermaid, of the top folders and of the floors of conformance/, tests left out. */
export const housePicture = (graph: ImportGraph): string => {
  const houses = flowchart(graph, HOUSES, (path) => HOUSES.find((house) => path.startsWith(`${house}/`)) ?? null);
  const names = FLOORS.filter((floor) => floor !== "index.ts").toReversed();
  const floors = flowchart(
    graph,
    names,
    (path) => names.find((floor) => path.startsWith(`conformance/${floor}/`)) ?? null,
  );
  return `${houses}\n\nThe floors of \`conformance/\`:\n\n${floors}`;
};

const PLACE = /(<!-- house picture: npm run picture -->)[\s\S]*?(<!-- end of house picture -->)/;

/** A page with its picture replaced. Throws where the page has no place for one. */
export const withPicture = (page: string, picture: string): string => {
  if (!PLACE.test(page))
    throw new Error("The page has no place for the picture: put the two house picture comments in.");
  return page.replace(PLACE, (_, before: string, after: string) => `${before}\n\n${picture}\n\n${after}`);
};
