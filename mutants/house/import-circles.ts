import type { ImportGraph } from "./import-graph.ts";

/** The shortest way from a file back to itself, that file first and last; null where there is none. */
const wayBack = (graph: ImportGraph, start: string): readonly string[] | null => {
  const cameFrom = new Map<string, string>();
  const wayTo = (path: string): readonly string[] => {
    const before = cameFrom.get(path);
    return before === undefined ? [path] : [...wayTo(before), path];
  };
  const queue = [start];
  for (let path = queue.shift(); path !== undefined; path = queue.shift())
    for (const target of graph.get(path) ?? []) {
      if (target === start) return [...wayTo(path), start];
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, path);
      queue.push(target);
    }
  return null;
};

/** Without the files that import nothing that is left, again and again: what remains runs in a circle or leads to one. */
const withoutLeaves = (graph: ImportGraph): ImportGraph => {
  const left = new Map([...graph].map(([path, targets]) => [path, targets.filter((target) => graph.has(target))]));
  const core = new Map([...left].filter(([, targets]) => targets.length > 0));
  return core.size === graph.size ? core : withoutLeaves(core);
};

/** Imports that run in a circle, each circle once, as the files in it: `a.ts > b.ts > a.ts`. */
export const importCircles = (graph: ImportGraph): readonly string[] => {
  const told = new Set<string>();
  const circles: string[] = [];
  for (const path of withoutLeaves(graph).keys()) {
    if (told.has(path)) continue;
    const way = wayBack(graph, path);
    if (way === null) continue;
    for (const member of way) told.add(member);
    circles.push(way.join(" > "));
  }
  return circles;
};
