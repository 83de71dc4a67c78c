import type { Refreshed } from "../http/refresh-endpoint.ts";

/**
 * What a request wrote, a line of JSON for each write and none where there was none: who, which CVM, the id before and after, where it
 * was learned, and which request. Never a key.
 */
export const auditLines = ({ caller, requestId, items, isDryRun }: Refreshed, nowMs: number): string =>
  items
    .filter(({ status }) => status === "updated" && !isDryRun)
    .map((item) =>
      JSON.stringify({
        time: new Date(nowMs).toISOString(),
        request_id: requestId,
        key: caller.name,
        workspace: caller.workspaceId,
        is_admin: caller.isAdmin,
        cvm_id: item.cvmId,
        identifier: item.identifier,
        old_instance_id: item.oldInstanceId,
        new_instance_id: item.newInstanceId,
        source: item.source,
        verified_with_gateway: item.verifiedWithGateway,
      }),
    )
    .map((text) => `${text}\n`)
    .join("");
