/** The table of CVMs, as Kysely is told of it. Each database's own schema holds the types. */
export interface CvmTable {
  readonly cvm_id: number;
  readonly vm_uuid: string;
  readonly app_id: string;
  readonly name: string;
  readonly workspace_id: string;
  readonly status: string;
  readonly instance_id: string | null;
  readonly teepod: string;
  /** 0 or 1. */
  readonly no_instance_id: number;
  readonly last_attempt_at_ms: number | null;
}

/** All tables of the store. */
export interface StoreSchema {
  readonly cvms: CvmTable;
}
