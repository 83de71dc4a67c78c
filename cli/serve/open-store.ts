import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Cvm, CvmStore, StoreError as StoreErrorClass } from "../../reference-impl/index.ts";
import { makeFolder } from "../output/make-folder.ts";
import { UsageError } from "../options/usage-error.ts";
import type { FleetChoice } from "./fleet-choice.ts";
import type { StoreChoice } from "./store-choice.ts";

/** An open store and how to tell of it. */
export interface OpenStore {
  readonly store: CvmStore;
  readonly label: string;
  /** It had CVMs before, which count more than those of the fleet that was chosen. */
  readonly isKept: boolean;
}

/** A file for each fleet: the CVMs of one are strangers to the simulator of another. */
const fileNameOf = (fleet: FleetChoice): string => {
  switch (fleet.kind) {
    case "small":
      return "small.sqlite";
    case "large":
      return `large-${fleet.count}.sqlite`;
    case "file":
      return `${fleet.path.replace(/[^\w.-]+/g, "_")}.sqlite`;
  }
};

const asUsageError = (error: unknown, StoreError: typeof StoreErrorClass): unknown => {
  const isSystemError = error instanceof Error && "syscall" in error;
  return error instanceof StoreError || isSystemError ? new UsageError(`--store: ${error.message}`) : error;
};

const openDatabase = async (url: string, cvms: readonly Cvm[]): Promise<OpenStore> => {
  const { openPostgresStore, StoreError } = await import("../../reference-impl/index.ts");
  try {
    const { store, isNew } = await openPostgresStore(url, cvms);
    const { host, pathname } = new URL(url);
    const label = `PostgreSQL at ${host}${pathname}, ${isNew ? "new" : "with what it had before"}`;
    return { store, label, isKept: !isNew };
  } catch (error) {
    throw asUsageError(error, StoreError);
  }
};

const openFile = async (shownPath: string, path: string, cvms: readonly Cvm[]): Promise<OpenStore> => {
  const { openSqliteStore, StoreError } = await import("../../reference-impl/index.ts");
  try {
    await makeFolder(dirname(path));
    // An empty file is filled as one that is not there; what can't be looked at can't be opened either.
    const isKept = existsSync(path) && statSync(path).size > 0;
    const store = await openSqliteStore(path, cvms);
    return { store, label: `SQLite in ${shownPath}, ${isKept ? "with what it had before" : "new"}`, isKept };
  } catch (error) {
    throw asUsageError(error, StoreError);
  }
};

/**
 * Opens the store that was chosen, or else a SQLite file for this fleet under `folder`. What a file holds already counts
 * more than `cvms`, and so does what a database holds. Throws `UsageError` where it can't be opened.
 */
export const openStore = async (
  choice: StoreChoice | null,
  fleet: FleetChoice,
  cvms: readonly Cvm[],
  folder: string,
): Promise<OpenStore> => {
  if (choice?.kind === "memory") {
    const { createMemoryStore } = await import("../../reference-impl/index.ts");
    return { store: createMemoryStore(cvms), label: "memory, gone when the server ends", isKept: false };
  }
  if (choice?.kind === "postgres") return openDatabase(choice.url, cvms);
  const path = choice?.path ?? join(".cvm-contract", fileNameOf(fleet));
  return openFile(path, resolve(folder, path), cvms);
};
