import { MockError } from "../mock-error.ts";
import type { OpenStateBackend, StateBackend } from "./state-backend.ts";

/** Holds the backend, which is started when it is first needed. */
export interface StateSwitch {
  /** Whether there can be one at all. */
  readonly isPossible: boolean;
  /** The backend. Rejects with `MockError` where there can be none. */
  readonly backend: () => Promise<StateBackend>;
  readonly close: () => Promise<void>;
}

/** Makes the switch; `open` is null where the mock was started without anything to put behind it. */
export const createStateSwitch = (open: OpenStateBackend | null): StateSwitch => {
  let opened: Promise<StateBackend> | null = null;
  return {
    isPossible: open !== null,
    backend: async () => {
      if (open === null)
        throw new MockError(
          "NO_STATE",
          "This mock was started without a backend, so it can keep nothing. Start it with `cvm-contract mock` on a loopback address, or pass `openBackend`.",
        );
      opened ??= open();
      return opened;
    },
    close: async () => {
      const backend = await opened;
      await backend?.close();
    },
  };
};
