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

/** The answer to an invalid request. Source: openapi.json#/components/schemas/HTTPValidationError */
export const invalidReply = (faults: readonly ValidationFault[]): Reply => ({
  status: 422,
  headers: {},
  body: { detail: faults },
});
