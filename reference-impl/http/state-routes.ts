import { isObject } from "../../contract/index.ts";
import type { Cvm } from "../fleet/fleet.ts";
import type { CvmStore } from "../stores/cvm-store.ts";
import { StoreError } from "../stores/store-error.ts";
import { readJson } from "./read-json.ts";
import { detailReply, type Reply } from "./reply.ts";
import type { Route } from "./route.ts";
import { invalidReply, type ValidationFault } from "./validation-fault.ts";

const PATH = "/__state";
const CVM_ID = /^[1-9][0-9]{0,15}$/;
const INSTANCE_ID = /^[0-9a-f]{40}$/;

const isStorable = (value: unknown): value is string | null =>
  value === null || (typeof value === "string" && INSTANCE_ID.test(value));

type Overrides = { readonly ids: ReadonlyMap<number, string | null> } | { readonly faults: readonly ValidationFault[] };

const decodeOverrides = (value: unknown): Overrides => {
  if (!isObject(value))
    return { faults: [{ loc: ["body"], msg: "Input should be a valid dictionary", type: "dict_type" }] };
  const ids = new Map<number, string | null>();
  const faults: ValidationFault[] = [];
  for (const [key, shown] of Object.entries(value)) {
    const id = isObject(shown) ? shown.instance_id : shown;
    if (!CVM_ID.test(key)) faults.push({ loc: ["body", key], msg: "Key should be a cvm_id", type: "int_parsing" });
    else if (!isStorable(id))
      faults.push({ loc: ["body", key], msg: "Input should be 40 lowercase hex digits or null", type: "string_type" });
    else ids.set(Number(key), id);
  }
  return faults.length > 0 ? { faults } : { ids };
};

const stateReply = async (store: CvmStore): Promise<Reply> => ({
  status: 200,
  headers: {},
  body: Object.fromEntries(
    (await store.snapshot()).map(({ cvmId, instanceId, status, workspaceId }) => [
      cvmId,
      { instance_id: instanceId, status, workspace: workspaceId },
    ]),
  ),
});

/**
 * The test state: GET gives what is stored of every CVM, PUT restores `initial` and then sets the ids given. For tests alone: no key is
 * asked for. Both answer with the state, `{"<cvm_id>": {"instance_id": "..." | null, "status": "...", "workspace": "..."}}`; PUT takes
 * that, or `{"<cvm_id>": "..." | null}`.
 */
export const stateRoutes = (store: CvmStore, initial: readonly Cvm[]): readonly Route[] => [
  { method: "GET", path: PATH, handle: () => stateReply(store) },
  {
    method: "PUT",
    path: PATH,
    handle: async ({ headers, body }) => {
      const reading = await body();
      if ("reply" in reading) return reading.reply;
      const contentType = headers["content-type"];
      const json = readJson(reading.bytes, typeof contentType === "string" ? contentType : undefined);
      if (json.kind === "unreadable") return invalidReply(json.faults);
      const overrides = decodeOverrides(json.value);
      if ("faults" in overrides) return invalidReply(overrides.faults);
      try {
        await store.restore(initial, overrides.ids);
      } catch (problem) {
        if (problem instanceof StoreError && ["STORE_DUPLICATE", "STORE_UNKNOWN_CVM"].includes(problem.code))
          return detailReply(422, problem.message);
        throw problem;
      }
      return stateReply(store);
    },
  },
];
