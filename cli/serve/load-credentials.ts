import { resolve } from "node:path";
import type { UpstreamCredential } from "../../reference-impl/index.ts";
import type { Context } from "../context.ts";
import { suggestion } from "../options/suggest.ts";
import { UsageError } from "../options/usage-error.ts";
import { textOfFile } from "../output/json-text.ts";
import type { UpstreamAuth } from "./upstream-auth.ts";

type Surroundings = Pick<Context, "env" | "folder">;

const keptSecret = async (flag: string, { keptIn, place }: UpstreamAuth, { env, folder }: Surroundings) => {
  if (keptIn === "env") {
    const value = env[place];
    if (value === undefined) throw new UsageError(`${flag} names the environment variable ${place}, which is not set.`);
    return value;
  }
  const text = await textOfFile(resolve(folder, place), place);
  if (text === null) throw new UsageError(`${flag} names ${place}, and there is no such file.`);
  // Editors and `echo` end a file with a line break, which is none of the secret.
  return text.replace(/\r?\n$/, "");
};

const credentialOf = (flag: string, { scheme, place }: UpstreamAuth, kept: string): UpstreamCredential => {
  if (scheme === "basic") {
    if (/^[^:\p{Cc}]*:[^\p{Cc}]*$/u.test(kept)) return { kind: scheme, userAndPassword: kept };
    throw new UsageError(`What ${flag} finds in ${place} is not NAME:PASSWORD in one line.`);
  }
  if (/^[!-~]+$/.test(kept)) return { kind: scheme, token: kept };
  throw new UsageError(
    `What ${flag} finds in ${place} can't be sent in a header: one line of printable ASCII is needed.`,
  );
};

/**
 * The credential of each node, read from where it is kept. Throws `UsageError`, which never shows a secret, for a node that the fleet
 * does not have, one named twice, and a secret that is missing or can't be sent.
 */
export const loadCredentials = async (
  flag: "--teepod-auth" | "--gateway-auth",
  given: readonly UpstreamAuth[],
  nodes: readonly string[],
  surroundings: Surroundings,
): Promise<ReadonlyMap<string, UpstreamCredential>> => {
  const names = given.map(({ name }) => name);
  const stranger = names.find((name) => name !== null && !nodes.includes(name)) ?? null;
  if (stranger !== null)
    throw new UsageError(
      `${flag} names ${stranger}, which the fleet does not have.${suggestion(stranger, nodes)} It has ${nodes.join(", ")}.`,
    );
  if (new Set(names).size < names.length)
    throw new UsageError(`${flag} says the same node's credential twice. Keep one of them.`);
  const credentials = new Map<string | null, UpstreamCredential>();
  for (const auth of given)
    credentials.set(auth.name, credentialOf(flag, auth, await keptSecret(flag, auth, surroundings)));
  const usual = credentials.get(null);
  return new Map(
    nodes.flatMap((node) => {
      const credential = credentials.get(node) ?? usual;
      return credential === undefined ? [] : [[node, credential] as const];
    }),
  );
};
