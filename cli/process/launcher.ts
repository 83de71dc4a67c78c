import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A process: its parent, and the words of its command line. */
export interface SeenProcess {
  readonly parent: number;
  readonly words: readonly string[];
}

/** Looks a process up, or gives null where it is not there or can't be seen. */
export type LookUp = (pid: number) => SeenProcess | null;

const fromProc: LookUp = (pid) => {
  // The name, in parentheses, may hold spaces and parentheses itself.
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [, parent] = /^.*\) \S (\d+)/s.exec(stat) ?? [];
  const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  return { parent: Number(parent), words };
};

const fromPs: LookUp = (pid) => {
  const text = execFileSync("ps", ["-o", "ppid=,command=", "-p", String(pid)], { encoding: "utf8", stdio: "pipe" });
  const [, parent, command = ""] = /^\s*(\d+)\s+(.*)$/m.exec(text) ?? [];
  return { parent: Number(parent), words: command.split(" ") };
};

/** Looks a process up in /proc, or with `ps` where there is none. */
export const lookUp: LookUp = (pid) => {
  for (const look of [fromProc, fromPs])
    try {
      return look(pid);
    } catch {
      // Asked in the other way, or not to be seen.
    }
  return null;
};

/** How package managers show themselves: npm has a title, `npm exec cvm-contract`. */
const isLauncher = ({ words }: SeenProcess): boolean =>
  /^(npm|npx)( |$)/.test(words[0] ?? "") || words.some((word) => /(^|[/\\])np[mx](-cli\.js)?$/.test(word));

const isShellCommand = ({ words }: SeenProcess): boolean =>
  /(^|[/\\])(ba|da|a|z|k)?sh$/.test(words[0] ?? "") && words.includes("-c");

/** A script that ends with an ampersand means to leave the command behind. */
const isLeftBehind = ({ words }: SeenProcess): boolean => /(^|[^&])&\s*$/.test(words.join(" ").trimEnd());

/**
 * The npm that started a process and would not pass a signal on: its parent, or that of the shell which npm starts its scripts in. Null where there is none,
 * as for a command that was left to itself (`nohup cvm-contract fuzz &`): that has to go on when its parent ends.
 */
export const launcherOf = (parentPid: number, look: LookUp = lookUp): number | null => {
  const parent = look(parentPid);
  if (parent === null) return null;
  if (isLauncher(parent)) return parentPid;
  if (!isShellCommand(parent) || isLeftBehind(parent)) return null;
  const above = look(parent.parent);
  return above !== null && isLauncher(above) ? parent.parent : null;
};
