import { launcherOf } from "./launcher.ts";

/** How often it is looked. */
const POLL_MS = 500;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/**
 * Calls `onGone` when the npm that started this process has ended: at a signal npm ends alone, and what it started would go on without anybody who waits for
 * it. Keeps no process alive, and does nothing where npm did not start this one.
 */
export const watchLauncher = (
  { env, ppid }: Pick<NodeJS.Process, "env" | "ppid">,
  currentParent: () => number,
  onGone: () => void,
): void => {
  // Whoever is looked up costs a little.
  if (env.npm_execpath === undefined && env.npm_command === undefined) return;
  const launcher = launcherOf(ppid);
  if (launcher === null) return;
  const timer = setInterval(() => {
    if (currentParent() === ppid && isRunning(launcher)) return;
    clearInterval(timer);
    onGone();
  }, POLL_MS);
  timer.unref();
};
