import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { isObject } from "../../contract/index.ts";
import { fingerprintOf, identityOf } from "../engine/fingerprint.ts";
import { type CorpusEntry, fileNameOf, type RecordedFinding, type RecordedInput } from "./corpus-file.ts";
import { CorpusFileError } from "./corpus-file-error.ts";
import { corpusSchema } from "./corpus-schema.ts";
import { planOfStep } from "./recorded-step.ts";

/** Reads the text of a corpus file. Throws `CorpusFileError` on anything but an entry that is whole, of this version, and named for what it holds. */
export type CorpusDecoder = (name: string, text: string) => CorpusEntry;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new CorpusFileError("it is not JSON, or only a part of it");
  }
};

const requireVersion = (json: unknown): void => {
  const version = isObject(json) ? json.schemaVersion : undefined;
  if (version !== 1 && version !== 2)
    throw new CorpusFileError(
      `its schemaVersion is ${JSON.stringify(version) ?? "missing"}, and this version reads 1 and 2`,
    );
};

const requireValid = <Entry>(validate: ValidateFunction<Entry>, json: unknown): Entry => {
  if (validate(json)) return json;
  const [fault] = validate.errors ?? [];
  throw new CorpusFileError(`${fault?.instancePath || "its top level"} ${fault?.message ?? "is not as it should be"}`);
};

const nameOf = ({ schemaVersion, law, operation, discriminator, traits = [] }: RecordedFinding): string =>
  schemaVersion === 1
    ? fingerprintOf(law, operation, discriminator)
    : identityOf(law, operation, discriminator, traits);

/** A finding whose words were changed names another bug than its fingerprint does. */
const isNamedRight = (entry: CorpusEntry, fileName: string): boolean =>
  fileNameOf(entry) === fileName && (entry.kind === "input" || nameOf(entry) === entry.fingerprint);

/** Compiles the schema, once for all files. */
export const createCorpusDecoder = (): CorpusDecoder => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  formats.default(ajv);
  ajv.addSchema(corpusSchema);
  const compile = <Entry>(kind: CorpusEntry["kind"]): ValidateFunction<Entry> =>
    ajv.compile({ $ref: `${corpusSchema.$id}#/$defs/${kind}` });
  const isFinding = compile<RecordedFinding>("finding");
  const isInput = compile<RecordedInput>("input");
  return (name, text) => {
    const json = parsed(text);
    requireVersion(json);
    const isOfInput = isObject(json) && json.kind === "input";
    const entry = isOfInput ? requireValid(isInput, json) : requireValid(isFinding, json);
    for (const step of entry.steps) planOfStep(step);
    if (!isNamedRight(entry, name))
      throw new CorpusFileError("its content does not go with its name: it was changed or renamed by hand");
    return entry;
  };
};
