import { isObject } from "../../contract/index.ts";
import type { Cvm } from "../fleet/fleet.ts";
import type { OpenPostgresStore } from "./postgres-store.ts";
import { StoreError } from "./store-error.ts";

const isDriverMissing = (error: unknown): boolean =>
  error instanceof Error &&
  isObject(error) &&
  error.code === "ERR_MODULE_NOT_FOUND" &&
  error.message.includes("Cannot find package 'pg'");

/** Loads the PostgreSQL store and opens it, as that does; rejects with `StoreError` where its driver, `pg`, is not installed. */
export const openPostgresStore = async (url: string, cvms: readonly Cvm[]): Promise<OpenPostgresStore> => {
  try {
    const store = await import("./postgres-store.ts");
    return await store.openPostgresStore(url, cvms);
  } catch (error) {
    if (!isDriverMissing(error)) throw error;
    throw new StoreError(
      "STORE_DRIVER_MISSING",
      "A PostgreSQL store needs the package pg, which is not installed, for the gate does without it. Install it beside cvm-contract: npm install pg@8.",
    );
  }
};
