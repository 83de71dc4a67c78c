import type { RunOptions } from "./run-options.ts";

/** Whether one case at most is under way at a time: what is sent again is sent alone, however many workers there are. */
export const isOneByOne = ({ workers, replaysAlone }: Pick<RunOptions, "workers" | "replaysAlone">): boolean =>
  workers === 1 || replaysAlone !== undefined;
