import { createRedactor, type Redact, type Secret, SHORTEST_SECRET } from "../../conformance/index.ts";
import type { Context, Output } from "../context.ts";
import type { Option } from "../options/option.ts";
import type { Settings } from "../options/settings.ts";

/** The secret texts that the options were given, by whatever layer, valid or not, each with the option's name in its place. */
const secretsGiven = (settings: Settings, options: readonly Option<unknown>[]): readonly Secret[] =>
  options.flatMap((option) =>
    settings
      .textsOf(option)
      .flatMap((value) => option.secretsIn?.(value) ?? [])
      .map((text) => ({ text, placeholder: `[${option.name}]` })),
  );

/** What keeps secrets out of outputs, those among them that become known on the way. */
export type Discretion = Pick<Context, "redact" | "hide">;

/** Puts `[api-key]` and the like in the place of every secret value in a text, however it is spelled there. */
export const discretionOver = (settings: Settings, options: readonly Option<unknown>[]): Discretion => {
  let secrets = secretsGiven(settings, options);
  let redact = createRedactor(secrets);
  return {
    redact: (text) => redact(text),
    hide: (texts, name) => {
      secrets = [...secrets, ...texts.map((text): Secret => ({ text, placeholder: `[${name}]` }))];
      redact = createRedactor(secrets);
    },
  };
};

/** The names of options whose value a request carries, and is too short to be hidden: it would be found by chance in ordinary text. */
export const tooShortToHide = (settings: Settings, options: readonly Option<unknown>[]): readonly string[] =>
  options
    .filter(({ isSent = true }) => isSent)
    .filter((option) =>
      settings.textsOf(option).some((value) => {
        const texts = option.secretsIn?.(value) ?? [];
        return texts.length > 0 && texts.every(({ length }) => length < SHORTEST_SECRET);
      }),
    )
    .map((option) => settings.nameOf(option));

const redacted = (output: Output, redact: Redact): Output => ({
  ...output,
  write: (text) => output.write(redact(text)),
});

/** The same context, no secret value ever reaching an output or a file: a server may echo a key, an error may quote it. */
export const withoutSecrets = (context: Context, { redact, hide }: Discretion): Context => ({
  ...context,
  stdout: redacted(context.stdout, redact),
  stderr: redacted(context.stderr, redact),
  redact,
  hide,
  saveFile: (path, text) => context.saveFile(path, redact(text)),
  appendFile: (path, text) => context.appendFile(path, redact(text)),
});
