/** Folders at whose root few files may lie, and those that may lie there beside: cli/ has one file a command. */
const ROOTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["conformance", []],
  ["mock", []],
  ["reference-impl", []],
  [
    "cli",
    ["check", "fuzz", "init", "keys", "laws", "merge", "mock", "proxy", "replay", "serve"].map((name) => `${name}.ts`),
  ],
]);

const MOST = 5;

/** Complains of folders at whose root too many files lie loose. */
export const looseFiles = (paths: readonly string[]): readonly string[] =>
  [...ROOTS].flatMap(([folder, allowed]) => {
    const loose = paths.filter((path) => {
      const [root, name, ...deeper] = path.split("/");
      if (root !== folder || name === undefined || deeper.length > 0) return false;
      return name !== "index.ts" && !name.endsWith(".test.ts") && !allowed.includes(name);
    });
    return loose.length > MOST
      ? [`${folder}/ has ${loose.length} loose files, ${MOST} at most: ${loose.join(", ")}`]
      : [];
  });
