import type { Operation } from "../../contract/index.ts";
import type { CvmId } from "./cvm-id.ts";
import type { CredentialName } from "./exchange.ts";
import type { SeenCvm } from "./knowledge.ts";
import type { Reading } from "./reading.ts";
import type { RequestPlan } from "./request-plan.ts";

/** What an answer told of one CVM's stored id. */
export interface ToldItem {
  readonly cvmId: CvmId;
  /** What it was called by. */
  readonly name: string;
  /** The id that was stored when the answer was made, or null where there was none. */
  readonly before: string | null;
  /** The same in the answer's own letters, where these are not the form in which ids are compared. */
  readonly spelled?: string;
  /** The id that would be stored, where the answer tells of another one than is; else null. */
  readonly after: string | null;
  /** The answer says that `after` would be stored now, had it been no preview. */
  readonly isPromised: boolean;
  /** What else was told of it. */
  readonly status: string;
}

/** Of how much a request could write at most, were it no preview. */
export interface Reach {
  /** How it says which CVMs it is about. */
  readonly scope: "scan" | "list";
  /** The limit of a scan; of a list the CVMs in it of which a change is pending. */
  readonly cvms: number;
}

/** What has to be known of an operation to keep a server's previews from doing much harm, should they write. All members are pure. */
export interface PreviewRules {
  /** What is particular about a request: a bug may depend on each of these. `isKnown` tells whether a name has been answered as a CVM's. */
  readonly traits: (plan: RequestPlan, isKnown: (name: string) => boolean) => readonly string[];
  /** How far a request reaches. `pending` are the CVMs that previews told changes of. */
  readonly reach: (plan: RequestPlan, pending: readonly ToldItem[]) => Reach;
  /**
   * The same request with less reach, in series, the one that could write least first: each series is gone through until a
   * change is told. `pending` are the CVMs that previews told changes of.
   */
  readonly narrower: (
    plan: RequestPlan,
    pending: readonly ToldItem[],
    isKnown: (name: string) => boolean,
  ) => readonly (readonly RequestPlan[])[];
  /** The same request about the CVM of this name alone; null where it is no wide scan. */
  readonly onOne: (plan: RequestPlan, name: string) => RequestPlan | null;
  /** The same request about the CVMs of these names and no others; null where it has no body that could name them. */
  readonly about: (plan: RequestPlan, names: readonly string[]) => RequestPlan | null;
  /** What an answer told of CVMs; empty where it told of none. */
  readonly told: (reading: Pick<Reading, "outcome" | "answer">) => readonly ToldItem[];
  /** Whether two ids are the same one, in whatever letters; null is none. */
  readonly isSameId: (one: string | null, other: string | null) => boolean;
  /** The CVM as a preview would tell of it where this id is stored. */
  readonly asStored: (cvm: SeenCvm, stored: string | null) => SeenCvm;
  /** A preview that shows what is stored of the CVMs of these names, and could not replace an id by another even if it wrote. */
  readonly look: (
    source: { readonly operation: Operation; readonly credential: CredentialName },
    names: readonly string[],
  ) => RequestPlan;
  /** The names in a request; empty where it names none. */
  readonly names: (plan: RequestPlan) => readonly string[];
  /** Lists are told apart by how many names they have: up to each of these, the smallest first. */
  readonly listSizes: readonly number[];
}
