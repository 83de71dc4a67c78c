import fc from "fast-check";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    readonly fastCheckSeed: number;
    /** Answers any request with the URL of a new PostgreSQL database; empty where there is none on this platform. */
    readonly databasesUrl: string;
    /** Why there is none; empty where there is. */
    readonly whyNoPostgres: string;
    /** Tells where the packages lie as tarballs. */
    readonly tarballsUrl: string;
  }
}

fc.configureGlobal({ seed: inject("fastCheckSeed") });
