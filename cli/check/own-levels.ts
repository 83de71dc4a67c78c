import type { Law, RunOptions } from "../../conformance/index.ts";
import type { Settings } from "../options/settings.ts";
import { suggestion } from "../options/suggest.ts";
import { UsageError } from "../options/usage-error.ts";
import { checkOptions as options } from "./options.ts";

/** The laws with the levels that the user gave some of them, and which these are. Throws `UsageError` on a law that there is not, or that has two levels. */
export const withOwnLevels = (
  settings: Settings,
  laws: readonly Law[],
): Required<Pick<RunOptions, "laws" | "ownLevels">> => {
  const given = settings.get(options.level);
  const name = settings.nameOf(options.level);
  const known = laws.map(({ id }) => id);
  for (const [index, { law }] of given.entries()) {
    if (!known.includes(law))
      throw new UsageError(
        `${name} names ${JSON.stringify(law)}, which is no law.${suggestion(law, known)} The laws: cvm-contract laws.`,
      );
    if (given.findIndex((one) => one.law === law) < index)
      throw new UsageError(`${name} gives ${law} a level twice. Keep one of them.`);
  }
  const levelOf = new Map(given.map(({ law, level }) => [law, level]));
  return {
    laws: laws.map((law) => ({ ...law, level: levelOf.get(law.id) ?? law.level })),
    ownLevels: laws.flatMap(({ id, level: usual }) => {
      const level = levelOf.get(id);
      return level === undefined || level === usual ? [] : [{ law: id, level, usual }];
    }),
  };
};
