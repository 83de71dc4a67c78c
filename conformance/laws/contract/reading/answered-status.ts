import type { Reading } from "../../../cases/reading.ts";

/** Statuses that answer for access, whatever the request. Source: RFC 9110 sections 15.5.2 and 15.5.4, RFC 6585 section 4. */
export const isAboutAccess = (status: number): boolean => status === 401 || status === 403 || status === 429;

/** Statuses that send the client elsewhere. Source: RFC 9110 section 15.4. */
export const isRedirection = (status: number): boolean => status >= 300 && status < 400;

/**
 * The status of an answer to what was asked, or null where none came or where it answers for access. With a key that has worked
 * before in the same run, 401 and 403 answer for the request; 429 tells of the pace of the run, whatever the key.
 */
export const answeredStatus = ({ request, outcome }: Reading): number | null => {
  if (outcome.kind === "fault") return null;
  const { status } = outcome;
  return status === 429 || (isAboutAccess(status) && !request.credentialHasWorked) ? null : status;
};
