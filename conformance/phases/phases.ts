import access from "./access.ts";
import boundary from "./boundary.ts";
import fuzz from "./fuzz.ts";
import type { Phase } from "./phase.ts";
import probe from "./probe.ts";
import relations from "./relations.ts";
import replay from "./replay.ts";
import writes from "./writes.ts";

/** All phases in the order in which a run goes through them. */
export const phases: readonly Phase[] = Object.freeze([replay, probe, boundary, access, fuzz, relations, writes]);
