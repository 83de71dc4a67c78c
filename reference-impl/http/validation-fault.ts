import type { Reply } from "./reply.ts";

/**
 * One fault of a request, in pydantic's words. `ctx` says more where `msg` says little.
 * Source: openapi.json#/components/schemas/ValidationError
 */
export interface ValidationFault {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
  readonly ctx?: Readonly<Record<string, string>>;
}

/** No more faults than these are listed one by one, so that an answer is not much longer than the body that it answers. */
const MAX_FAULTS = 10_000;

const listed = (faults: readonly ValidationFault[]): readonly ValidationFault[] =>
  faults.length <= MAX_FAULTS
    ? faults
    : [
        ...faults.slice(0, MAX_FAULTS),
        { loc: ["body"], msg: `${faults.length - MAX_FAULTS} further faults are not listed`, type: "too_many_faults" },
      ];

/** The answer to an invalid request. Source: openapi.json#/components/schemas/HTTPValidationError */
export const invalidReply = (faults: readonly ValidationFault[]): Reply => ({
  status: 422,
  headers: {},
  body: { detail: listed(faults) },
});
