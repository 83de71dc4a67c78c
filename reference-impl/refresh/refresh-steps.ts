import type { Decide } from "./decide.ts";
import type { Gather } from "./gather.ts";
import type { Persist } from "./persist.ts";
import type { Select } from "./select.ts";
import type { Weigh } from "./weigh.ts";

/** The steps of a refresh, in order. Each can be replaced by another function of its type. */
export interface RefreshSteps {
  readonly select: Select;
  readonly gather: Gather;
  readonly weigh: Weigh;
  readonly decide: Decide;
  readonly persist: Persist;
}
