import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Corpus, RecordedFinding, RunCorpus } from "../../conformance/index.ts";
import { checkOptions as options } from "../check/options.ts";
import type { CheckedServer } from "../check/server.ts";
import type { Context } from "../context.ts";
import type { Settings } from "../options/settings.ts";
import { TOOL_NAME } from "../process/tool.ts";
import { UsageError } from "../options/usage-error.ts";
import { shellWord } from "../text/shell-word.ts";
import { openCorpusFolder } from "./corpus-folder.ts";
import { canBeKept, redactRecord, sendsSecret } from "./redact-record.ts";

/** Where findings are kept when nobody says where: it is read where it is there. */
export const DEFAULT_CORPUS = ".cvm-contract/corpus";

/** A corpus's folder: absolute, and as the user knows it. */
export interface CorpusPlace {
  readonly path: string;
  readonly given: string;
  /** The folder of laws without which its findings may mean nothing, or null. */
  readonly lawsFrom: string | null;
}

const placeAt = (given: string, settings: Settings, { folder }: Context): CorpusPlace => ({
  path: resolve(folder, given),
  given,
  lawsFrom: settings.get(options.lawsFrom),
});

/** The folder of the default corpus, there or not. */
export const defaultPlace = (settings: Settings, context: Context): CorpusPlace =>
  placeAt(DEFAULT_CORPUS, settings, context);

const isThere = ({ path }: CorpusPlace): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** The corpus that was asked for; else the default one, where there is one; else null. */
export const corpusPlace = async (settings: Settings, context: Context): Promise<CorpusPlace | null> => {
  const given = settings.get(options.corpus);
  if (given !== null) return placeAt(given, settings, context);
  const place = defaultPlace(settings, context);
  return (await isThere(place)) ? place : null;
};

/** The folder of a corpus that was made earlier. Throws `UsageError` where there is none. */
export const corpusKept = async (settings: Settings, context: Context): Promise<CorpusPlace> => {
  const place = await corpusPlace(settings, context);
  if (place !== null && (await isThere(place))) return place;
  throw new UsageError(
    `There is no corpus in ${place?.given ?? DEFAULT_CORPUS}. Name the folder that the findings were kept in with --corpus.`,
  );
};

/** Reads the corpus in a folder, making the folder where it is not there. What can't be used is named on `stderr` and left alone. */
export const openCorpusAt = async (place: CorpusPlace, context: Context): Promise<Corpus> => {
  const { openCorpus } = await import("../../conformance/index.ts");
  const { stderr } = context;
  return openCorpus(await openCorpusFolder(place.path, place.given, context), (problem) =>
    stderr.write(`${stderr.style("yellow", `In the corpus ${place.given}, ${problem}`)}\n`),
  );
};

/** The command line that sends a kept finding again. Keys come from the environment, as they do for `curl` lines. */
export const replayLine = (
  { fingerprint, needs }: RecordedFinding,
  place: CorpusPlace,
  server: CheckedServer,
): string =>
  [
    `${TOOL_NAME} replay ${fingerprint}`,
    ...(place.given === DEFAULT_CORPUS ? [] : [`--corpus ${shellWord(place.given)}`]),
    ...(place.lawsFrom === null ? [] : [`--laws-from ${shellWord(place.lawsFrom)}`]),
    ...(server.isEmbedded
      ? []
      : [
          `--target ${shellWord(server.url.href)}`,
          ...(needs.writes ? ["--allow-writes"] : []),
          ...server.replayFlags,
          ...(server.stateUrl === null ? [] : [`--state-url ${shellWord(server.stateUrl.href)}`]),
        ]),
  ].join(" ");

/** The corpus in a folder as a run against `server` reads it and adds to it. No key goes into it. */
export const openRunCorpus = async (
  place: CorpusPlace,
  server: CheckedServer,
  context: Context,
): Promise<RunCorpus> => {
  const corpus = await openCorpusAt(place, context);
  const { redact } = context;
  return {
    findings: corpus.findings,
    inputs: corpus.inputs,
    keepFinding: async (record, replaces) => {
      if (canBeKept(record, redact)) await corpus.keepFinding(redactRecord(record, redact), replaces);
    },
    keepInput: async (input) => {
      if (!sendsSecret(input.steps, redact)) await corpus.keepInput(input);
    },
    replayLine: (finding) => (canBeKept(finding, redact) ? replayLine(finding, place, server) : null),
  };
};
