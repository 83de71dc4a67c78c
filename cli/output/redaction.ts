import type { Context, Output } from "../context.ts";
import type { Option } from "../options/option.ts";
import type { Settings } from "../options/settings.ts";

/** Shorter values are left alone: they would be found by chance in ordinary text, and are no secret worth the name. */
const SHORTEST = 8;

/** As it stands, and as it stands inside a JSON string. */
const spellings = (text: string): readonly string[] => [text, JSON.stringify(text).slice(1, -1)];

/** What stands in the place of each secret text. */
const placeholders = (settings: Settings, options: readonly Option<unknown>[]): ReadonlyMap<string, string> =>
  new Map(
    options.flatMap((option) =>
      [settings.get(option)]
        .flat()
        .filter((value) => typeof value === "string")
        .flatMap((value) => option.secretsIn?.(value) ?? [])
        .filter((text) => text.length >= SHORTEST)
        .flatMap(spellings)
        .map((text) => [text, `[${option.name}]`] as const),
    ),
  );

/** Makes a function that puts `[api-key]` and the like in the place of every secret value in a text. */
export const redactor = (settings: Settings, options: readonly Option<unknown>[]): ((text: string) => string) => {
  // Longest first, so that a secret within another does not leave the rest of the other standing.
  const secrets = [...placeholders(settings, options)].sort(([a], [b]) => b.length - a.length);
  return (text) => secrets.reduce((shown, [from, to]) => shown.replaceAll(from, () => to), text);
};

const redacted = (output: Output, redact: (text: string) => string): Output => ({
  ...output,
  write: (text) => output.write(redact(text)),
});

/** The same context, no secret value ever reaching an output or a file: a server may echo a key, an error may quote it. */
export const withoutSecrets = (context: Context, redact: (text: string) => string): Context => ({
  ...context,
  stdout: redacted(context.stdout, redact),
  stderr: redacted(context.stderr, redact),
  redact,
  saveFile: (path, text) => context.saveFile(path, redact(text)),
  appendFile: (path, text) => context.appendFile(path, redact(text)),
});
