import type { Context } from "./context.ts";
import type { ExitCode } from "./exit-code.ts";
import type { Option } from "./options/option.ts";
import type { Settings } from "./options/settings.ts";

/** One command. Loading its file must stay cheap, for the help needs all of them: `run` imports what is heavy. */
export interface Command {
  readonly name: string;
  /** What it does in one sentence, lower case, without a full stop. */
  readonly summary: string;
  /** The words it takes beside flags, for the help: `[ID]`; null where it takes none. */
  readonly operands: string | null;
  readonly options: readonly Option<unknown>[];
  /** Paragraphs that close its help. */
  readonly notes: readonly string[];
  /** Does it. Throws `UsageError` on what can't be followed. */
  readonly run: (settings: Settings, context: Context) => Promise<ExitCode>;
}
