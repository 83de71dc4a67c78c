import { type Mock, type MockOptions, startMock as startAnyMock } from "../../mock/index.ts";
import { referenceBackend } from "./reference-backend.ts";
import { openScenarioFolder } from "./scenario-folder.ts";

/** What a mock is started with from a test: its settings, and which CVMs it starts with when it keeps state. */
export interface TestMockOptions extends Omit<MockOptions, "openBackend" | "ownScenarios"> {
  /** A folder of scenarios of one's own, which are held to the laws; a relative path is from the current folder. */
  readonly scenarios?: string;
  /** How many CVMs, in place of the small fleet. */
  readonly fleetSize?: number;
}

/** Fixed: what is found in one test must be there in the next. */
const FLEET_SEED = 1;

/**
 * Starts a mock on a free port of the loopback interface, in this process: the package's `cvm-contract/mock`. With `stateful` the
 * reference implementation answers. Rejects with an error that has a `code` on settings that can't be followed.
 */
export const startMock = async ({ fleetSize, scenarios, ...options }: TestMockOptions = {}): Promise<Mock> =>
  startAnyMock({
    ...options,
    ownScenarios: scenarios === undefined ? [] : (await openScenarioFolder(scenarios)).scenarios,
    openBackend: referenceBackend(async () => {
      const { largeFleet, smallFleet } = await import("../../reference-impl/index.ts");
      return fleetSize === undefined ? smallFleet(FLEET_SEED) : largeFleet(fleetSize, FLEET_SEED);
    }),
  });

export type { Exchange, Mock, SettingsInWords } from "../../mock/index.ts";
