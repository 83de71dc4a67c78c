import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";

/** A file for what is too much for memory. It has no name, so that nothing is left of it, however the process ends. */
export interface ScratchFile {
  /** Adds a line, which holds no line feed. Rejects with the system's error, and from then on always. */
  readonly append: (line: string) => Promise<void>;
  /** All lines that were added until now, in the order in which they were. */
  readonly lines: () => AsyncGenerator<string>;
  readonly close: () => Promise<void>;
}

/** More than most lines have. */
const READ_BYTES = 1024 * 1024;

/** Node.js's own reader of lines would end one at U+2028 as well. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of chunks) {
    const [first = "", ...more] = chunk.split("\n");
    rest += first;
    for (const next of more) {
      yield rest;
      rest = next;
    }
  }
}

/** Opens a file for this process alone on the disk that a folder is on. Rejects with the system's error. */
export const openScratchFile = async (folder: string): Promise<ScratchFile> => {
  const path = join(folder, `cvm-contract.${randomUUID()}.tmp`);
  const file = await open(path, "wx+", 0o600);
  await rm(path);
  let last: Promise<void> = Promise.resolve();
  return {
    append: (line) => {
      last = last.then(() => file.appendFile(`${line}\n`));
      return last;
    },
    lines: async function* () {
      await last;
      const stream = file.createReadStream({ start: 0, encoding: "utf8", autoClose: false, highWaterMark: READ_BYTES });
      yield* linesOf(stream.map(String));
    },
    close: async () => {
      await last.catch(() => {});
      await file.close();
    },
  };
};
