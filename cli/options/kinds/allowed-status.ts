import { type PhaseName, phaseNames } from "../../../conformance/index.ts";
import { invalid, type Kind, valid } from "../kind.ts";

/** A status that may be answered besides, in one phase or, where that is null, in all. */
export interface AllowedStatus {
  readonly status: number;
  readonly phase: PhaseName | null;
}

/** `409:writes`, or `409`. An answer below 300 is always one that the laws are about, and so is 422, with which the operation refuses. */
export const allowedStatus: Kind<AllowedStatus> = {
  placeholder: "STATUS[:PHASE]",
  isRepeatable: false,
  decode: (given) => {
    const [, digits, name] = (typeof given === "string" && /^([345]\d\d)(?::([a-z]+))?$/.exec(given)) || [];
    const phase = phaseNames.find((candidate) => candidate === name) ?? null;
    const status = Number(digits);
    const isOne = digits !== undefined && status !== 422 && (name === undefined || phase !== null);
    return isOne
      ? valid({ status, phase })
      : invalid(
          `a status from 300 to 599 but 422, and a phase after a colon or none, such as 409:writes (${phaseNames.join(", ")})`,
        );
  },
};
