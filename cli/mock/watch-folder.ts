import { readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";

/** Editors write a file in several steps, which are one change. */
const SETTLED_MS = 100;

/** How often a folder is looked at where nobody tells of a change, as of one that is mounted into a container. */
const LOOK_EVERY_MS = 2_000;

/** What tells of changes in a folder; another one for tests. */
type Watch = (
  folder: string,
  onChange: () => void,
) => { readonly on: (name: "error", onError: (error: unknown) => void) => unknown; readonly close: () => void };

/** Equal as long as no file of a folder changes. */
const stateOf = (folder: string): string => {
  try {
    return readdirSync(folder)
      .toSorted()
      .map((name) => {
        const { size, mtimeMs } = statSync(join(folder, name));
        return `${name} ${size} ${mtimeMs}`;
      })
      .join("\n");
  } catch (error) {
    return String(error);
  }
};

/**
 * Calls `onChange` once whatever happened in a folder has settled, never twice at a time, until the returned function is called. `onError` is
 * told where the folder can be watched no more, or `onChange` fails. Where no change is told of, the folder is looked at every so often.
 */
export const watchFolder = (
  folder: string,
  onChange: () => Promise<void>,
  onError: (error: unknown) => void,
  {
    watchWith = watch,
    lookEveryMs = LOOK_EVERY_MS,
  }: { readonly watchWith?: Watch; readonly lookEveryMs?: number } = {},
): (() => Promise<void>) => {
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  let known = stateOf(folder);
  const work = async (): Promise<void> => {
    known = stateOf(folder);
    await onChange();
  };
  const look = async (): Promise<void> => {
    if (stateOf(folder) !== known) await work();
  };
  const watcher = watchWith(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(work).catch(onError);
    }, SETTLED_MS);
  });
  const looking = setInterval(() => {
    working = working.then(look).catch(onError);
  }, lookEveryMs);
  watcher.on("error", onError);
  return async () => {
    watcher.close();
    clearTimeout(timer);
    clearInterval(looking);
    await working;
  };
};
