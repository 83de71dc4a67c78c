import { isDeepStrictEqual } from "node:util";
import type { CredentialName, Report, RunOptions } from "../../conformance/index.ts";
import { isObject } from "../../contract/index.ts";
import { demoKeys, type Fleet } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import { openMutantWorld } from "../start-mutant.ts";
import { gate } from "./gate.ts";

/** What came of a check. */
export interface Checked {
  readonly report: Report;
  /** The CVMs whose stored ids are not what they were. */
  readonly written: readonly string[];
}

/** A world whose servers are checked, and whose stores are compared before and after. */
export interface CheckingWorld {
  /** Checks a server with a bug, without leave to write where none is given. */
  readonly check: (
    changes: MutantChange,
    options: (url: string) => Partial<RunOptions>,
    allowWrites?: boolean,
    cases?: number,
  ) => Promise<Checked>;
  readonly close: () => Promise<void>;
}

const stored = async (url: string): Promise<Readonly<Record<string, unknown>>> => {
  const ids: unknown = await (await fetch(new URL("/__state", url))).json();
  if (!isObject(ids)) throw new Error("The state is no object.");
  return ids;
};

const keyOf = (name: string): string => demoKeys.find((key) => key.name === name)?.key ?? "";

/** What a run is given to send these of the demo keys, in all phases that send no more than previews. */
export const withKeys = (credentials: readonly CredentialName[]): Partial<RunOptions> => ({
  credentials,
  credentialHeaders: (credential): Readonly<Record<string, string>> =>
    credential === "none" ? {} : { "x-api-key": credential === "bad" ? "nobody" : keyOf(credential) },
  phases: ["probe", "boundary", "fuzz", "relations", "access"],
});

/** The must laws that findings are about, one for each finding. */
export const mustLaws = ({ findings }: Report): readonly string[] =>
  findings.filter(({ level }) => level === "must").map(({ law }) => law);

/** Opens a world of the small fleet, or of another one. */
export const openCheckingWorld = async (fleet?: Fleet): Promise<CheckingWorld> => {
  const world = await openMutantWorld(fleet);
  return {
    check: async (changes, options, allowWrites = false, cases = 160) => {
      const server = await world.start(changes);
      try {
        const before = await stored(server.url);
        const subject = { url: new URL(server.url), key: demoKeys[0]?.key ?? null, allowWrites };
        const report = await gate(subject, cases, options(server.url));
        const after = await stored(server.url);
        return {
          report,
          written: Object.keys(before).filter((id) => !isDeepStrictEqual(before[id], after[id])),
        };
      } finally {
        await server.close();
      }
    },
    close: () => world.close(),
  };
};
