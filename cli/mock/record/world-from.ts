import { isObject } from "../../../contract/index.ts";
import {
  answerFromWorld,
  decodeOutcome,
  indexOf,
  type Outcome,
  type RecordedCvm,
  toRefreshOptions,
} from "../../../mock/index.ts";
import { namedCvm } from "./named-cvm.ts";

type Options = ReturnType<typeof toRefreshOptions>;

/** The CVMs of an answer, or why there are none to be had. `notes` say in what the mock will answer otherwise than the server did. */
export type WorldReading =
  | { readonly kind: "world"; readonly cvms: readonly RecordedCvm[]; readonly notes: readonly string[] }
  | { readonly kind: "none"; readonly why: string };

/** What the contract lets an item leave out. Source: openapi.json#/components/schemas/InstanceIdRefreshResult */
const DEFAULTS = Object.freeze({
  old_instance_id: null,
  new_instance_id: null,
  source: "none",
  verified_with_gateway: false,
  reason: null,
});

interface Item {
  readonly cvmId: number;
  readonly identifier: string;
  readonly outcome: Outcome;
}

const itemOf = (value: unknown, place: number): Item => {
  const members = isObject(value) ? value : {};
  const { cvm_id: cvmId, identifier } = members;
  return {
    cvmId: typeof cvmId === "number" && Number.isSafeInteger(cvmId) ? cvmId : 0,
    identifier: typeof identifier === "string" ? identifier : "",
    outcome: decodeOutcome({ ...DEFAULTS, ...members }, `items[${place}]`),
  };
};

/** What a CVM that a filter excluded would have answered is not known: the plainest is taken. */
const unseen = (old: string | null): Outcome =>
  old === null
    ? { ...DEFAULTS, status: "skipped", source: "none", reason: "instance_id_not_found" }
    : {
        status: "unchanged",
        old_instance_id: old,
        new_instance_id: old,
        source: "teepod_state",
        verified_with_gateway: false,
        reason: "already_synced",
      };

const outcomesOf = ({ outcome }: Item, options: Options): Pick<RecordedCvm, "running" | "outcome" | "overwritten"> => {
  const { status, reason, old_instance_id: old, new_instance_id: found } = outcome;
  const isFiltered = status === "skipped" && (reason === "not_running" || reason === "already_has_instance_id");
  if (isFiltered) return { running: reason !== "not_running", outcome: unseen(old), overwritten: null };
  // Without leave to overwrite, the same CVM is a conflict.
  if (options.overwrite && status === "updated" && old !== null && old !== found)
    return {
      running: true,
      outcome: { ...outcome, status: "conflict", reason: "instance_id_differs" },
      overwritten: outcome,
    };
  return { running: true, outcome, overwritten: null };
};

/** What the mock would say differently of the CVMs of an answer; `identifier` counts only where the request gave it. */
const playsAlike = (items: readonly Item[], cvms: readonly RecordedCvm[], options: Options): boolean => {
  const told = ({ cvmId, identifier, outcome }: Item): unknown => [
    cvmId,
    options.cvmIds === null ? "" : identifier,
    outcome,
  ];
  const played = answerFromWorld({ cvms, find: indexOf(cvms) }, { ...options, limit: 500 }).items.map(itemOf);
  const known = (list: readonly Item[]): string => JSON.stringify(list.filter(({ cvmId }) => cvmId > 0).map(told));
  return known(played) === known(items);
};

/** Makes a world out of one answer to one request, both as parsed JSON. Throws `MockError` where an item is none. */
export const worldFrom = (request: unknown, answer: unknown): WorldReading => {
  if (!isObject(answer) || !Array.isArray(answer.items)) return { kind: "none", why: "its answer has no items" };
  const options = toRefreshOptions(request);
  const items = answer.items.map(itemOf);
  const known = items.filter(({ cvmId }) => cvmId > 0);
  const cvms = known.map((item) => ({ ...namedCvm(item.cvmId, item.identifier), ...outcomesOf(item, options) }));
  if (!playsAlike(items, cvms, options))
    return { kind: "none", why: "the mock could not answer its request as the server did" };
  const strangers = items.length - known.length;
  const { total } = answer;
  return {
    kind: "world",
    cvms,
    notes: [
      ...(strangers > 0 ? [`${strangers} of its identifiers named no CVM: the mock answers not_found for them`] : []),
      ...(typeof total === "number" && total > items.length
        ? [`its total is ${total}: the mock has the CVMs that it told of alone`]
        : []),
    ],
  };
};
