import fc from "fast-check";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    readonly fastCheckSeed: number;
  }
}

fc.configureGlobal({ seed: inject("fastCheckSeed") });
