import { derivedKeyTexts } from "../../../conformance/index.ts";
import type { Context } from "../../context.ts";
import { headerValue } from "../../options/kinds/header-value.ts";
import { UsageError } from "../../options/usage-error.ts";
import { runKeyCommand } from "./run-key-command.ts";

/** A key that a command gives, and gives anew. */
export interface CommandedKey {
  readonly key: () => string;
  /** Runs the command again, unless that was done a moment ago. Resolves with true where it gave another key than `refused`. */
  readonly renew: (refused: string) => Promise<boolean>;
}

/** Longer no command is waited for. */
const TIMEOUT_MS = 30_000;

/** A server that refuses a key now and then, whatever it is, is not to have the command run at each request. */
const SHORTEST_LIFE_MS = 1_000;

type Given = { readonly key: string } | { readonly why: string };

const keyKind = headerValue("KEY");

/**
 * Has a command give the key. What it prints is hidden in every output from then on. Throws `UsageError` where it gives none at first; where it gives none
 * later on, that is said and the key stays what it was.
 */
export const openKeyCommand = async (
  command: string,
  context: Pick<Context, "folder" | "env" | "hide" | "stderr" | "interrupted" | "terminated">,
  timeoutMs: number = TIMEOUT_MS,
): Promise<CommandedKey> => {
  const { folder, env, hide, stderr, interrupted, terminated } = context;
  const signal = AbortSignal.any([interrupted, terminated]);
  const ask = async (): Promise<Given> => {
    const result = await runKeyCommand(command, { folder, env, timeoutMs, signal });
    if (result.kind === "failed") return { why: result.why };
    if (result.text === "") return { why: "it printed nothing" };
    const decoded = keyKind.decode(result.text);
    hide(
      [result.text, ...result.text.split(/\s+/)].filter((text) => text !== ""),
      "api-key",
    );
    if (!decoded.isValid) return { why: "what it printed (not shown) is no key: one line of printable ASCII is" };
    hide(derivedKeyTexts(decoded.value), "api-key");
    return { key: decoded.value };
  };
  const first = await ask();
  if ("why" in first)
    throw new UsageError(
      `--api-key-command gave no key: ${first.why}. It has to print the key, and nothing else, on standard output.`,
    );
  let { key } = first;
  let sinceMs = performance.now();
  let asking: Promise<void> | null = null;
  let hasToldOf = "";

  const askAgain = async (): Promise<void> => {
    const next = await ask();
    sinceMs = performance.now();
    if ("key" in next) {
      key = next.key;
      return;
    }
    if (next.why !== hasToldOf && !signal.aborted)
      stderr.write(`--api-key-command gave no new key: ${next.why}. The old one is sent on.\n`);
    hasToldOf = next.why;
  };
  return {
    key: () => key,
    renew: async (refused) => {
      if (key === refused && asking === null && performance.now() - sinceMs < SHORTEST_LIFE_MS) return false;
      if (key === refused) {
        asking ??= askAgain().finally(() => {
          asking = null;
        });
        await asking;
      }
      return key !== refused;
    },
  };
};
