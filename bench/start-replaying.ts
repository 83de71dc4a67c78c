import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RecordedAnswer } from "./recorded-answers.ts";
import type { RunningServer } from "./start-command.ts";

/** Starts a server, in a process of its own, that gives recorded answers at once. */
export const startReplaying = async (answers: readonly RecordedAnswer[]): Promise<RunningServer> => {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  const file = join(folder, "answers.json");
  await writeFile(file, JSON.stringify(answers));
  const child = fork(fileURLToPath(new URL("replaying-server.ts", import.meta.url)), [file]);
  const [port] = await once(child, "message");
  return {
    url: new URL(`http://127.0.0.1:${String(port)}`),
    stop: async () => {
      child.disconnect();
      await once(child, "exit");
      await rm(folder, { recursive: true });
    },
  };
};
