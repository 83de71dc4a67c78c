import fc from "fast-check";
import type { Json, JsonObject } from "../../../../contract/index.ts";
import type { SeenCvm } from "../../../cases/knowledge.ts";
import { PREVIEW } from "../../../generate/preview.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";
import { nameSeen } from "./name-seen.ts";
import { allOptions, someOptions } from "./some-options.ts";
import { updatableCvms } from "./updatable-cvms.ts";

/** So many CVMs are named at most by a list of all that could be updated. */
const MOST_NAMED = 60;

const UNKNOWN_NAME = "no-such-cvm";

/** What the contract refuses, the simplest first. Source: openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties. */
const limits: readonly JsonObject[] = [{ limit: 501 }, { limit: 501 }, { limit: 501 }, { limit: 0 }];

/** The same of types: no member is an object. */
const wrongTypes = ["overwrite", "running_only", "missing_only", "dry_run", "limit"].map(
  (name): JsonObject => ({ [name]: {} }),
);

/** Members that make whatever request they stand in one to refuse, each kind of fault once. */
export const faults: readonly JsonObject[] = [{ limit: 501 }, { limit: 0 }, ...wrongTypes];

/** Mostly a limit that cuts; now and then none, so that a finding that needs none has none. */
const smallLimit = fc.option(
  fc.integer({ min: 1, max: 3 }).map((limit): JsonObject => ({ limit })),
  { freq: 8, nil: {} },
);

const preview: JsonObject = { [PREVIEW]: true };

const options = someOptions("running_only", "missing_only", "overwrite");

/** A request's members, put together from parts: of a member that two give, the later one counts. */
const together = (...parts: readonly fc.Arbitrary<JsonObject>[]): fc.Arbitrary<JsonObject> =>
  fc.tuple(...parts).map((all): JsonObject => Object.assign({}, ...all));

/** Scans held back by their limit, by their filters, or by what is found alone. */
const scan = fc.oneof(
  together(smallLimit, options),
  fc.oneof({ weight: 1, arbitrary: options }, { weight: 2, arbitrary: allOptions("overwrite") }),
  together(fc.constantFrom<JsonObject>({}, { limit: 500 }, { limit: 500 }), options, allOptions("missing_only")),
);

/**
 * Bodies of requests each of which may change few stored ids, or none: three that the contract refuses, one that names nothing, two
 * previews, and a list and a scan that write, held back by a limit or by filters. They get simpler one by one, then fewer. Null
 * where nothing could be written.
 */
export const heldBackRequests = (seen: readonly SeenCvm[]): fc.Arbitrary<readonly JsonObject[]> | null => {
  const updatable = updatableCvms(seen);
  const few = nameSeen({ wanted: updatable, seen: updatable, others: 5 });
  if (few === null) return null;
  const fewNames = few.map((list) => list.map(({ name }) => name));
  const all = updatable.slice(0, MOST_NAMED).map(({ cvmId }) => String(cvmId));
  const names = fc.oneof(fewNames, thinnedList(fc.constant(all), 1));
  const listed = (lists: fc.Arbitrary<readonly string[]>, ...ends: readonly (readonly Json[])[]) =>
    fc.tuple(lists, fc.constantFrom(...ends)).map(([list, end]): JsonObject => ({ cvm_ids: [...list, ...end] }));
  const requests = fc.tuple(
    together(options, fc.constantFrom(...limits)),
    together(options, fc.constantFrom(...wrongTypes)),
    together(listed(fewNames, [0]), options),
    together(fc.constantFrom<JsonObject>({ cvm_ids: [] }, { cvm_ids: [UNKNOWN_NAME] }), options),
    together(smallLimit, options, fc.constant(preview)),
    together(listed(names, [], [UNKNOWN_NAME]), options, fc.constant(preview)),
    together(listed(names, []), smallLimit, options),
    scan,
  );
  return thinnedList<JsonObject>(requests, 1);
};
