import { watch } from "node:fs";

/** Editors write a file in several steps, which are one change. */
const SETTLED_MS = 100;

/**
 * Calls `onChange` once whatever happened in a folder has settled, never twice at a time, until the returned function is called. `onError` is
 * told where the folder can be watched no more.
 */
export const watchFolder = (
  folder: string,
  onChange: () => Promise<void>,
  onError: (error: unknown) => void,
): (() => Promise<void>) => {
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  const watcher = watch(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(onChange).catch(onError);
    }, SETTLED_MS);
  });
  watcher.on("error", onError);
  return async () => {
    watcher.close();
    clearTimeout(timer);
    await working;
  };
};
