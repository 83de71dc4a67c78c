import { isObject, type Json } from "../../../contract/index.ts";
import { asCvmId } from "../../cases/cvm-id.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import type { SeenCvm } from "../../cases/knowledge.ts";
import type { Reading } from "../../cases/reading.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";
import { uuidSpellings } from "../../generate/uuid-spellings.ts";
import { CutOffError } from "../../target/cut-off-error.ts";
import type { Prober } from "./prober.ts";

/** Identifiers stand here in the contract. */
const IDENTIFIERS = "/components/schemas/BatchInstanceIdRefreshRequest/properties/cvm_ids/anyOf/0/items";

/** So many CVMs of each kind of answer are remembered: variety matters, number does not. */
const CVMS_PER_KIND = 4;
const MAX_IDENTIFIERS = 400;

const itemsOf = (reading: Reading | undefined): readonly Readonly<Record<string, unknown>>[] => {
  if (reading?.answer.kind !== "json" || reading.outcome.kind !== "response" || reading.outcome.status !== 200)
    return [];
  const body = reading.answer.value;
  const items: unknown = isObject(body) ? body.items : undefined;
  return Array.isArray(items) ? items.filter(isObject) : [];
};

/** The status by which an answer says that the caller may not, or null. */
const refusalOf = (reading: Reading | undefined): number | null =>
  reading?.outcome.kind === "response" && (reading.outcome.status === 401 || reading.outcome.status === 403)
    ? reading.outcome.status
    : null;

const isAccepted = (reading: Reading | undefined): boolean =>
  reading?.outcome.kind === "response" && reading.outcome.status === 200;

const isOwnAnswer = (reading: Reading | undefined): boolean =>
  reading?.outcome.kind === "response" && reading.outcome.status < 500;

const HEX_40 = /^[0-9a-f]{40}$/i;

/** The strings that may name an item's CVM: its numeric id, what it was named by, and other spellings of these and its instance ids. */
const namesOf = (item: Readonly<Record<string, unknown>>): readonly string[] => {
  const { identifier, old_instance_id: oldId, new_instance_id: newId } = item;
  const id = asCvmId(item.cvm_id);
  const names: string[] = [];
  const isNumbered = id !== null && id > 0;
  if (isNumbered) names.push(String(id));
  if (typeof identifier === "string" && identifier !== "") {
    const others = uuidSpellings(identifier);
    names.push(identifier, ...(others === null ? [] : [others.dashless, others.upperCase]));
  }
  for (const instanceId of [oldId, newId])
    if (typeof instanceId === "string" && HEX_40.test(instanceId)) names.push(`instance_${instanceId}`);
  // A reader of numbers may see the same one behind a zero.
  if (isNumbered) names.push(`0${id}`);
  return names;
};

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

const seenCvm = (item: Readonly<Record<string, unknown>>): readonly SeenCvm[] => {
  const { identifier, status } = item;
  const cvmId = asCvmId(item.cvm_id);
  if (cvmId === null || cvmId <= 0 || typeof identifier !== "string" || typeof status !== "string") return [];
  return [
    {
      cvmId,
      identifier,
      status,
      source: textOrNull(item.source),
      reason: textOrNull(item.reason),
      oldInstanceId: textOrNull(item.old_instance_id),
      newInstanceId: textOrNull(item.new_instance_id),
    },
  ];
};

/** A server that answers a CVM twice breaks a law; requests are built from each one once all the same. */
const eachOnce = (cvms: readonly SeenCvm[]): readonly SeenCvm[] => [
  ...new Map(cvms.map((cvm) => [cvm.cvmId, cvm])).values(),
];

/** A broken answer may have anything in a word's place, of any size and depth. */
const wordFor = (value: unknown): string =>
  typeof value === "object" && value !== null ? "something else" : String(value);

const someOfEachKind = (
  items: readonly Readonly<Record<string, unknown>>[],
): readonly Readonly<Record<string, unknown>>[] => {
  const counts = new Map<string, number>();
  return items.filter((item) => {
    const { status, source, reason, old_instance_id: oldId, verified_with_gateway: isVerified } = item;
    const kind = JSON.stringify([status, source, reason, oldId === null, isVerified].map(wordFor));
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    return count < CVMS_PER_KIND;
  });
};

/** Learns which credentials work and which identifiers name CVMs, with previews alone. */
export const probeInstanceIds: Prober = async ({ operation, credentials, send }) => {
  let isOver = false;
  /** Undefined where nothing can be sent any more: what was learned before holds. */
  const ask = async (credential: CredentialName, body: Json): Promise<Reading | undefined> => {
    if (isOver) return undefined;
    try {
      return await send(plainRequest({ operation, credential }, body));
    } catch (error) {
      if (!(error instanceof CutOffError)) throw error;
      isOver = true;
      return undefined;
    }
  };
  const working = new Set<CredentialName>();
  const refused = new Map<CredentialName, number>();
  const seen = new Map<CredentialName, readonly SeenCvm[]>();
  let found: readonly Readonly<Record<string, unknown>>[] = [];
  for (const credential of credentials) {
    const everything = await ask(credential, { dry_run: true, limit: 500, running_only: false, missing_only: false });
    const usual = await ask(credential, { dry_run: true });
    // A server that refuses the widest scan breaks a law, and takes the key all the same.
    const telling = [everything, usual].find(isAccepted);
    if (telling !== undefined) working.add(credential);
    const [status, usualStatus] = [refusalOf(everything), refusalOf(usual)];
    if (status !== null && usualStatus !== null) refused.set(credential, status);
    // Of a key to which a server answers nothing, or an error of its own, it is not known what it sees.
    if (telling !== undefined || isOwnAnswer(everything))
      seen.set(credential, eachOnce(itemsOf(telling).flatMap(seenCvm)));
    if (credential === credentials[0]) found = [...found, ...itemsOf(everything), ...itemsOf(usual)];
  }
  const names = [...new Set(someOfEachKind(found).flatMap(namesOf))].slice(0, MAX_IDENTIFIERS);
  return { learned: new Map([[IDENTIFIERS, names]]), seen, working, refused, credential: credentials[0] ?? "none" };
};
