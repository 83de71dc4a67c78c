import { resolve } from "node:path";
import type { Context } from "../context.ts";
import { UsageError } from "../options/usage-error.ts";

/** Adds lines to the end of the audit log, one request after another; null where none is kept. */
export type AddToAuditLog = ((lines: string) => Promise<void>) | null;

/** Opens the audit log, which must be one that can be added to. Throws `UsageError`. It is opened for each request, so that it may be rotated. */
export const openAuditLog = async (
  path: string | null,
  { folder, appendFile }: Pick<Context, "folder" | "appendFile">,
): Promise<AddToAuditLog> => {
  if (path === null) return null;
  const place = resolve(folder, path);
  try {
    await appendFile(place, "");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`--audit-log names ${path}, which can't be written: ${why}.`);
  }
  let last: Promise<void> = Promise.resolve();
  return (lines) => {
    const added = last.then(() => appendFile(place, lines));
    last = added.catch(() => {});
    return added;
  };
};
