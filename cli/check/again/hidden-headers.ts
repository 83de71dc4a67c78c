import { carriesSecret, type HiddenValue } from "../../../conformance/index.ts";
import type { Context } from "../../context.ts";
import { headersOf } from "../../options/kinds/header-line.ts";
import type { Settings } from "../../options/settings.ts";
import { checkOptions as options } from "../options.ts";

/** `cf-access-client-secret` as people write it: `CF-Access-Client-Secret`, where it was given so. */
const asGiven = (name: string, lines: readonly string[]): string =>
  lines.map((line) => line.split(":")[0] ?? "").find((given) => given.toLowerCase() === name) ?? name;

/**
 * The headers of the user's whose values no output shows, by their name in lower case, each with the variable that lines for a shell read it from:
 * `HEADER_CF_ACCESS_CLIENT_SECRET`. Those of the command itself begin otherwise, and are options.
 */
export const hiddenHeaders = (
  settings: Settings,
  { redact }: Pick<Context, "redact">,
): ReadonlyMap<string, HiddenValue> => {
  const lines = settings.get(options.header);
  return new Map(
    Object.entries(headersOf(lines))
      .filter(([name, value]) => carriesSecret(name) || redact(value) !== value)
      .map(([name, value]) => [
        name,
        {
          name: `HEADER_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}`,
          holds: `the value of --header ${asGiven(name, lines)}`,
          value,
        },
      ]),
  );
};
