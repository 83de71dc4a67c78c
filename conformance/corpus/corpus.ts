import { type CorpusEntry, fileNameOf, type RecordedFinding, type RecordedInput } from "./corpus-file.ts";
import { CorpusFileError } from "./corpus-file-error.ts";
import { type CorpusDecoder, createCorpusDecoder } from "./decode-corpus-file.ts";

/** A file of a corpus as it was found: its text, or why it could not be read. */
export type CorpusText =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly problem: string };

/** Where a corpus is kept. Several processes may use one folder at the same time. */
export interface CorpusFolder {
  /** All files that are named like the corpus's own, by name. */
  readonly read: () => Promise<readonly CorpusText[]>;
  /** The text of one file, or null where there is none that can be read. */
  readonly readOne: (name: string) => Promise<string | null>;
  /** Writes a file, whole or not at all. */
  readonly save: (name: string, text: string) => Promise<void>;
  /** Removes a file, if it is still there. */
  readonly remove: (name: string) => Promise<void>;
}

/** More inputs than these are not kept. */
const MAX_INPUTS = 400;

const sizeOf = ({ steps }: CorpusEntry): readonly [number, number] => [
  steps.length,
  steps.reduce(
    (sum, { body }) => sum + (body === null ? 0 : typeof body === "string" ? body.length : body.base64.length),
    0,
  ),
];

const isSmaller = (one: CorpusEntry, other: CorpusEntry): boolean => {
  const [steps, bytes] = sizeOf(one);
  const [otherSteps, otherBytes] = sizeOf(other);
  return steps < otherSteps || (steps === otherSteps && bytes < otherBytes);
};

/** What earlier runs found, and where this one adds to it. What goes wrong with a file is told, never thrown: a run goes on without it. */
export class Corpus {
  readonly findings: readonly RecordedFinding[];
  readonly inputs: readonly RecordedInput[];
  /** The names of files that could not be used. */
  readonly leftAlone: readonly string[];
  readonly #folder: CorpusFolder;
  readonly #decode: CorpusDecoder;
  readonly #onProblem: (problem: string) => void;
  readonly #inputIds: Set<string>;

  constructor(
    folder: CorpusFolder,
    decode: CorpusDecoder,
    { entries, leftAlone }: { readonly entries: readonly CorpusEntry[]; readonly leftAlone: readonly string[] },
    onProblem: (problem: string) => void,
  ) {
    this.#folder = folder;
    this.#decode = decode;
    this.#onProblem = onProblem;
    this.findings = entries.filter((entry) => entry.kind === "finding");
    this.inputs = entries.filter((entry) => entry.kind === "input");
    this.leftAlone = leftAlone;
    this.#inputIds = new Set(this.inputs.map(({ id }) => id));
  }

  /** Keeps a finding. Of one that another run has kept, the smaller is left, unless `replaces`: the kept one shows nothing any more. */
  async keepFinding(finding: RecordedFinding, replaces: boolean): Promise<void> {
    const kept = replaces ? null : await this.#kept(finding);
    if (kept !== null && !isSmaller(finding, kept)) return;
    await this.#save(finding);
  }

  /** Keeps an input, where there is room. */
  async keepInput(input: RecordedInput): Promise<void> {
    if (this.#inputIds.has(input.id) || this.#inputIds.size >= MAX_INPUTS) return;
    this.#inputIds.add(input.id);
    await this.#save(input);
  }

  /** Removes an entry's file. */
  async forget(entry: CorpusEntry): Promise<void> {
    await this.#folder.remove(fileNameOf(entry));
  }

  async #kept(finding: RecordedFinding): Promise<CorpusEntry | null> {
    const name = fileNameOf(finding);
    const text = await this.#folder.readOne(name);
    if (text === null) return null;
    try {
      return this.#decode(name, text);
    } catch (error) {
      if (error instanceof CorpusFileError) return null;
      throw error;
    }
  }

  async #save(entry: CorpusEntry): Promise<void> {
    const name = fileNameOf(entry);
    try {
      await this.#folder.save(name, `${JSON.stringify(entry, null, 2)}\n`);
    } catch (error) {
      this.#onProblem(`${name} could not be written: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
}

/** Reads a corpus. `onProblem` is told of each file that can't be used, by name: it is left alone. */
export const openCorpus = async (folder: CorpusFolder, onProblem: (problem: string) => void): Promise<Corpus> => {
  const decode = createCorpusDecoder();
  const entries: CorpusEntry[] = [];
  const leftAlone: string[] = [];
  for (const file of await folder.read()) {
    try {
      if ("problem" in file) throw new CorpusFileError(file.problem);
      entries.push(decode(file.name, file.text));
    } catch (error) {
      if (!(error instanceof CorpusFileError)) throw error;
      leftAlone.push(file.name);
      onProblem(`${file.name} is left alone: ${error.message}.`);
    }
  }
  return new Corpus(folder, decode, { entries, leftAlone }, onProblem);
};
