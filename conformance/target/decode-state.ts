import { isObject } from "../../contract/index.ts";
import { type CvmId, cvmIdOf } from "../cases/cvm-id.ts";
import type { StoredFact, StoredView } from "../cases/stored.ts";

/** What a state probe's answer holds, or what is wrong with it, as a clause. */
export type DecodedState =
  | { readonly kind: "view"; readonly view: StoredView }
  | { readonly kind: "problem"; readonly problem: string };

const CVM_ID = /^-?\d{1,100}$/;

/** Characters of an entry that a message shows. */
const MOST_SHOWN = 200;

const RUNNING = "running";

/** One CVM as the store has it; `fact` is null where its instance id alone is told. */
interface Entry {
  readonly id: string | null;
  readonly fact: StoredFact | null;
}

const isId = (value: unknown): value is string | null => value === null || typeof value === "string";

/** The entry, or what is wrong with it. */
const decodeEntry = (value: unknown): Entry | string => {
  if (isId(value)) return { id: value, fact: null };
  if (!isObject(value)) return "is not a cvm_id with its instance id";
  const { instance_id: id, status, workspace } = value;
  if (!isId(id)) return "has no instance_id that is a string or null";
  if (typeof status !== "string") return "has no status that is a string";
  if (typeof workspace !== "string") return "has no workspace that is a string";
  if (status !== RUNNING && status.trim().toLowerCase() === RUNNING)
    return `has a status that may mean running or not: write "${RUNNING}" for a CVM that runs`;
  return { id, fact: { status, workspace } };
};

/**
 * Reads the answer to a state probe's `GET`: of every CVM its instance id, `{"101": "..." | null}`, or of every CVM what else the store
 * has too, `{"101": {"instance_id": "..." | null, "status": "running", "workspace": "..."}}`. Other members are ignored.
 */
export const decodeState = (json: unknown): DecodedState => {
  const problem = (text: string): DecodedState => ({ kind: "problem", problem: text });
  if (!isObject(json)) return problem("the answer is not a JSON object");
  const ids = new Map<CvmId, string | null>();
  const facts = new Map<CvmId, StoredFact>();
  for (const [key, value] of Object.entries(json)) {
    const entry = CVM_ID.test(key) ? decodeEntry(value) : "is not a cvm_id with its instance id";
    const shown = `the entry ${JSON.stringify(key)}: ${JSON.stringify(value).slice(0, MOST_SHOWN)}`;
    if (typeof entry === "string") return problem(`${shown} ${entry}`);
    const cvmId = cvmIdOf(BigInt(key));
    if (ids.size > 0 && facts.size > 0 !== (entry.fact !== null))
      return problem(`${shown} is of another form than those before it: show the same of every CVM`);
    ids.set(cvmId, entry.id);
    if (entry.fact !== null) facts.set(cvmId, entry.fact);
  }
  return { kind: "view", view: { ids, facts: facts.size === ids.size ? facts : null } };
};
