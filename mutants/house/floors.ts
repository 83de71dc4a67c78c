import type { ImportGraph } from "./import-graph.ts";
import { isForTests } from "./source-files.ts";

/** The floors of conformance/, the lowest first: a file imports from its own floor and those below. */
export const FLOORS: readonly string[] = [
  "secrets",
  "cases",
  "generate",
  "judge",
  "target",
  "laws",
  "report",
  "engine",
  "findings",
  "corpus",
  "phases",
  "budget",
  "run",
  "reporters",
  "proxy",
  "index.ts",
];

const floorOf = (path: string): string | null => {
  const [house, floor] = path.split("/");
  return house === "conformance" && floor !== undefined ? floor : null;
};

/** Imports within conformance/ that run up, and files on no floor, as sentences. */
export const upwardArrows = (graph: ImportGraph): readonly string[] =>
  [...graph].flatMap(([path, targets]) => {
    const floor = floorOf(path);
    // What only tests use may draw on any floor.
    if (floor === null || isForTests(path)) return [];
    const height = FLOORS.indexOf(floor);
    if (height < 0) return [`${path} is on no floor: put it on one, or name the floor in mutants/house/floors.ts`];
    return targets.flatMap((target) => {
      const other = floorOf(target);
      return other !== null && FLOORS.indexOf(other) > height
        ? [`${path} imports ${target}, but ${floor} lies below ${other}`]
        : [];
    });
  });
