import { isObject } from "../../contract/index.ts";

/** What expressions stand for: `inputs.target`. */
export type Expressions = Readonly<Record<string, string>>;

/** A text with each `${{ NAME }}` replaced, as GitHub does before anything runs. Throws on a name that `expressions` lacks. */
export const fillIn = (text: string, expressions: Expressions): string =>
  text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => {
    const value = expressions[name];
    if (value === undefined) throw new Error(`The test knows no expression ${name}.`);
    return value;
  });

/** What GitHub starts a script with in a workflow that names no shell. Source: "Workflow syntax", jobs.<job_id>.steps[*].shell. */
export const BASH = ["bash", "-e", "-c"];

/** The same where `shell: bash` is named, as composite actions have to. */
const NAMED_BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"];

/** A step of a job that runs a script. `shell` are the words that come before it. */
export interface Script {
  readonly lines: string;
  readonly shell: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What steps are: a script, or an action of somebody else's, of which there is only the name. */
export type Step =
  | { readonly kind: "script"; readonly script: Script }
  | { readonly kind: "uses"; readonly action: string };

/** The steps of a job or of a composite action, with expressions filled in. */
export const stepsOf = (steps: unknown, expressions: Expressions): readonly Step[] =>
  (Array.isArray(steps) ? steps : []).map((step: unknown) => {
    if (!isObject(step)) throw new Error("A step is no object.");
    if (typeof step.uses === "string") return { kind: "uses", action: step.uses };
    const env = Object.entries(isObject(step.env) ? step.env : {});
    return {
      kind: "script",
      script: {
        lines: fillIn(String(step.run), expressions),
        shell: step.shell === "bash" ? NAMED_BASH : BASH,
        env: Object.fromEntries(env.map(([name, value]) => [name, fillIn(String(value), expressions)])),
      },
    };
  });

/** Values that a script has left in the file that GITHUB_OUTPUT names: `name=value` lines. */
export const outputsIn = (text: string): Expressions =>
  Object.fromEntries(
    text
      .split("\n")
      .filter((line) => line.includes("="))
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
