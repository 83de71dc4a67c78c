import type { Law, RunOptions } from "../../conformance/index.ts";
import type { Option } from "../options/option.ts";
import type { Settings } from "../options/settings.ts";
import { suggestion } from "../options/suggest.ts";
import { UsageError } from "../options/usage-error.ts";
import { checkOptions as options } from "./options.ts";

/** Which laws a check judges by, in the engine's words. */
export type LawChoice = Pick<RunOptions, "lawIds" | "skippedLawIds" | "profile">;

const idsOf = (
  settings: Settings,
  option: Option<readonly string[] | null>,
  laws: readonly Law[],
): readonly string[] | null => {
  const known = laws.map((law) => law.id);
  const given = settings.get(option);
  const unknown = given?.find((id) => !known.includes(id));
  if (unknown === undefined) return given;
  throw new UsageError(
    `${settings.nameOf(option)} names ${JSON.stringify(unknown)}, which is no law.${suggestion(unknown, known)} The laws: cvm-contract laws.`,
  );
};

/**
 * The laws that the user chose among `laws`. Throws `UsageError` where one is unknown, or none is left that can be put to the test: a check of
 * nothing would conform. `isOfTraffic` tells which can be where traffic is watched, and is null where a run sends requests.
 */
export const lawChoiceOf = (
  settings: Settings,
  laws: readonly Law[],
  isOfTraffic: ((law: Law) => boolean) | null = null,
): LawChoice => {
  const lawIds = idsOf(settings, options.laws, laws);
  const skippedLawIds = idsOf(settings, options.skipLaws, laws) ?? [];
  const profile = settings.get(options.profile);
  const isChosen = ({ id, level }: Law): boolean =>
    (lawIds === null || lawIds.includes(id)) &&
    !skippedLawIds.includes(id) &&
    (profile === "reference" || level !== "reference");
  if (laws.some((law) => isChosen(law) && (isOfTraffic?.(law) ?? true))) return { lawIds, skippedLawIds, profile };
  throw new UsageError(
    `No law is left to check. Loosen --laws or --skip-laws; laws of the level reference need --profile reference${isOfTraffic === null ? "" : ", and laws that compare requests, or are about other paths and methods, are only put to the test by check"}.`,
  );
};
