import { resolve } from "node:path";
import type { Fleet } from "../../reference-impl/index.ts";
import { parseJsonText, textOfFile } from "../output/json-text.ts";
import { UsageError } from "../options/usage-error.ts";
import type { FleetChoice } from "./fleet-choice.ts";

/** Fixed, so that a store made earlier still fits the simulator of a later start. */
const FLEET_SEED = 1;

/** The fleet that was chosen. Throws `UsageError` where its file is missing or holds no fleet; `folder` is what its path is relative to. */
export const loadFleet = async (choice: FleetChoice, folder: string): Promise<Fleet> => {
  const { decodeFleet, FleetError, largeFleet, smallFleet } = await import("../../reference-impl/index.ts");
  switch (choice.kind) {
    case "small":
      return smallFleet(FLEET_SEED);
    case "large":
      return largeFleet(choice.count, FLEET_SEED);
    case "file": {
      const text = await textOfFile(resolve(folder, choice.path), choice.path);
      if (text === null) throw new UsageError(`--fleet names ${choice.path}, and there is no such file.`);
      try {
        return decodeFleet(await parseJsonText(text, choice.path));
      } catch (error) {
        throw error instanceof FleetError ? new UsageError(`${choice.path}: ${error.message}`) : error;
      }
    }
  }
};
