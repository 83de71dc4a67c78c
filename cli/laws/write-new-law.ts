import { join, relative } from "node:path";
import type { Context } from "../context.ts";
import { UsageError } from "../options/usage-error.ts";
import { isThere, type NewFile, writeNewFiles } from "../output/write-new-files.ts";
import { lawTemplate, mutantNameOf, mutantTemplate } from "./law-template.ts";

/** Where laws lie that nobody named a folder for. */
const OWN_FOLDER = "laws";

const LAWS = join("conformance", "laws", "instance-ids");
const MUTANTS = join("mutants", "catalogue", "answers");

/** Whether a folder is the root of the project's own repository: it has the laws and the mutants as sources. */
const isRepository = async (folder: string): Promise<boolean> =>
  (await isThere(join(folder, LAWS))) && (await isThere(join(folder, MUTANTS)));

const filesOf = (id: string, place: string | null, folder: string): readonly NewFile[] =>
  place === null
    ? [
        { path: join(folder, LAWS, `${id}.ts`), text: lawTemplate(id, mutantNameOf(id)) },
        { path: join(folder, MUTANTS, `${mutantNameOf(id)}.ts`), text: mutantTemplate(id) },
      ]
    : [{ path: join(place, `${id}.ts`), text: lawTemplate(id, null) }];

const nextSteps = (id: string, place: string | null, folder: string): string =>
  place === null
    ? `Next: make both yours, then npx vitest run conformance/laws, npm run mutants -- ${mutantNameOf(id)}, and npm run laws (docs/writing-a-law.md).`
    : `Next: make it yours, then cvm-contract check --laws-from ${relative(folder, place) || "."} --laws ${id} --fail-on should (docs/writing-a-law.md).`;

/**
 * Writes a law to start from, and in the project's repository its mutant too, and tells where. `place` is the folder that the user
 * named, or null. Throws `UsageError` on an id that is none or taken, and where a file is there already.
 */
export const writeNewLaw = async (
  id: string,
  place: string | null,
  taken: readonly string[],
  { folder, stdout }: Pick<Context, "folder" | "stdout">,
): Promise<void> => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    throw new UsageError(
      `--new needs a law's id: what holds on a good server, in lower case with dashes, such as reasons-are-single-lines, but ${JSON.stringify(id)} was given.`,
    );
  if (taken.includes(id)) throw new UsageError(`There is a law ${id} already. Choose another id.`);
  const own = place ?? ((await isRepository(folder)) ? null : join(folder, OWN_FOLDER));
  const files = filesOf(id, own, folder);
  await writeNewFiles(files, folder, "Choose another id.");
  stdout.write(`${files.map(({ path }) => `Wrote ${relative(folder, path)}.`).join("\n")}\n`);
  stdout.write(`${nextSteps(id, own, folder)}\n`);
};
