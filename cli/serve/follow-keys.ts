import { type StatsListener, unwatchFile, watchFile } from "node:fs";
import { resolve } from "node:path";
import type { ApiKey } from "../../reference-impl/index.ts";
import type { Context } from "../context.ts";
import { loadKeys } from "./load-keys.ts";

/** Keys out of a file that may change. */
export interface FollowedKeys {
  /** Those that the file held when it could last be read. */
  readonly now: () => readonly ApiKey[];
  readonly close: () => void;
}

const LOOK_EVERY_MS = 1_000;

/** The names of keys as people are told of them. */
export const namesOf = (keys: readonly ApiKey[]): string => keys.map(({ name }) => name).join(", ") || "none";

/**
 * Reads keys out of a file, and again whenever it changes or another takes its place. What can't be read leaves the keys as they were
 * and is told as a problem; the first time it throws `UsageError`.
 */
export const followKeys = async (
  path: string,
  { folder }: Pick<Context, "folder">,
  tell: (news: string) => void,
  lookEveryMs = LOOK_EVERY_MS,
): Promise<FollowedKeys> => {
  let keys = await loadKeys(path, folder);
  const readAgain = async (): Promise<void> => {
    try {
      keys = await loadKeys(path, folder);
      tell(`The keys of ${path} were read again: ${namesOf(keys)}.`);
    } catch (problem) {
      tell(`The keys stay as they were. ${problem instanceof Error ? problem.message : String(problem)}`);
    }
  };
  const onChange: StatsListener = () => void readAgain();
  // It asks for the file's state: what a mounted secret is replaced by raises no event.
  watchFile(resolve(folder, path), { interval: lookEveryMs, persistent: false }, onChange);
  return { now: () => keys, close: () => unwatchFile(resolve(folder, path), onChange) };
};
