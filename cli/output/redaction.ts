import { createRedactor, type Redact, type Secret, SHORTEST_SECRET } from "../../conformance/index.ts";
import type { Context, Output } from "../context.ts";
import type { Option } from "../options/option.ts";
import type { Settings } from "../options/settings.ts";
import { ownWords } from "./own-words.ts";

/** The secret texts that the options were given, by whatever layer, valid or not, each with the option's name in its place. */
const secretsGiven = (settings: Settings, options: readonly Option<unknown>[]): readonly Secret[] =>
  options.flatMap((option) =>
    settings
      .textsOf(option)
      .flatMap((value) => option.secretsIn?.(value) ?? [])
      .map((text) => ({ text, placeholder: `[${option.name}]` })),
  );

/** What keeps secrets out of outputs, those among them that become known on the way. */
export interface Discretion extends Pick<Context, "redact" | "hide" | "spare"> {
  /** Takes secrets out of what is written as a whole, in which words of our own stand beside what a server said: these are no secrets. */
  readonly redactOutput: Redact;
}

/** Puts `[api-key]` and the like in the place of every secret value in a text, however it is spelled there. */
export const discretionOver = (settings: Settings, options: readonly Option<unknown>[]): Discretion => {
  let secrets = secretsGiven(settings, options);
  let words = ownWords;
  const make = () => ({
    redact: createRedactor(secrets, { words, spared: "longer" }),
    redactOutput: createRedactor(secrets, { words, spared: "equal" }),
  });
  let current = make();
  return {
    redact: (text) => current.redact(text),
    redactOutput: (text) => current.redactOutput(text),
    hide: (texts, name) => {
      secrets = [...secrets, ...texts.map((text): Secret => ({ text, placeholder: `[${name}]` }))];
      current = make();
    },
    spare: (more) => {
      words = [...words, ...more];
      current = make();
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

async function* redactedPieces(pieces: AsyncIterable<string>, redact: Redact): AsyncGenerator<string> {
  for await (const piece of pieces) yield redact(piece);
}

/** The same context, no secret value ever reaching an output or a file: a server may echo a key, an error may quote it. */
export const withoutSecrets = (context: Context, { redact, redactOutput, hide, spare }: Discretion): Context => ({
  ...context,
  stdout: redacted(context.stdout, redactOutput),
  stderr: redacted(context.stderr, redactOutput),
  redact,
  hide,
  spare,
  saveFile: (path, text) =>
    context.saveFile(path, typeof text === "string" ? redactOutput(text) : redactedPieces(text, redactOutput)),
  appendFile: (path, text) => context.appendFile(path, redactOutput(text)),
});
