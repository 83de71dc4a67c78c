/** What became of one CVM. Source: openapi.json#/components/schemas/InstanceIdRefreshResult/properties/status */
export type ItemStatus = "updated" | "unchanged" | "skipped" | "conflict" | "error";

/** Where an instance id was learned. Source: openapi.json#/components/schemas/InstanceIdRefreshResult/properties/source */
export type ItemSource = "teepod_state" | "teepod_info" | "gateway" | "none";

/** Why a CVM was not updated. */
export type ItemReason =
  | "already_has_instance_id"
  | "already_synced"
  | "ambiguous_gateway_instances"
  | "ambiguous_identifier"
  | "deadline_exceeded"
  | "gateway_host_not_alive"
  | "gateway_rpc_failed"
  | "instance_id_differs"
  | "instance_id_in_use"
  | "instance_id_not_found"
  | "invalid_identifier"
  | "invalid_instance_id"
  | "no_instance_id"
  | "not_found"
  | "not_running"
  | "registered_to_other_app"
  | "store_write_failed"
  | "teepod_rpc_failed";

/** The answer for one CVM, or for one identifier that named none. */
export interface RefreshItem {
  /** The CVM's primary key; 0 stands for an identifier that named no CVM. */
  readonly cvmId: number;
  /** The string that named the CVM; in a scan its `vm_uuid`. */
  readonly identifier: string;
  readonly status: ItemStatus;
  /** What the store held before this request. */
  readonly oldInstanceId: string | null;
  /** What was found, or null where nothing usable was. */
  readonly newInstanceId: string | null;
  readonly source: ItemSource;
  readonly verifiedWithGateway: boolean;
  readonly reason: ItemReason | null;
}

/** The answer for a whole request; `total` counts what was selected, of which `items` are the first `limit`. */
export interface RefreshReport {
  readonly total: number;
  readonly items: readonly RefreshItem[];
}
