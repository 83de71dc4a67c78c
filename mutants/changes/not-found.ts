import type { RefreshItem } from "../../reference-impl/index.ts";

/** The answer about a CVM for which no source has an instance id. */
export const notFound = (item: RefreshItem): RefreshItem => ({
  ...item,
  status: "skipped",
  newInstanceId: null,
  source: "none",
  verifiedWithGateway: false,
  reason: "instance_id_not_found",
});
