/** Names that say nothing of what a file or folder is about. */
const EMPTY_NAMES = ["utils", "util", "helpers", "helper", "common", "misc", "shared", "lib", "types", "constants"];

/** Complains of the parts of a path that say nothing. */
export const emptyNames = (path: string): readonly string[] =>
  path
    .split("/")
    .map((part) => part.replace(/\..*$/, ""))
    .filter((part) => EMPTY_NAMES.includes(part))
    .map((part) => `${path}: "${part}" says nothing; name the file for what it exports`);
