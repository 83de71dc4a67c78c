import { isJsonObject, isObject, type Json, pointerTo, schemaAt } from "../../contract/index.ts";
import type { SentDefaults } from "../cases/sent-defaults.ts";

interface Tally {
  chances: number;
  readonly unsent: Map<string, { readonly at: string; count: number }>;
}

type Visit = (value: Json, tally: Tally) => void;

/** Compiles a walk over the places that a schema describes, or null where no default can be met there. */
const compileVisit = (document: unknown, pointer: string, at: string, ancestors: readonly string[]): Visit | null => {
  const node = schemaAt(document, pointer);
  // A schema that contains itself is followed once.
  if (ancestors.includes(node.pointer)) return null;
  const within = [...ancestors, node.pointer];
  const { items, properties } = node.keywords;
  const visitMember = isObject(items) ? compileVisit(document, `${node.pointer}/items`, `${at}/*`, within) : null;
  const members = Object.entries(isObject(properties) ? properties : {}).map(([name, schema]) => {
    const home = `${node.pointer}${pointerTo("properties", name)}`;
    return {
      name,
      at: `${at}/${name}`,
      keyword: isObject(schema) && "default" in schema ? `${home}/default` : null,
      visit: compileVisit(document, home, `${at}/${name}`, within),
    };
  });
  const watched = members.filter((member) => member.keyword !== null || member.visit !== null);
  if (visitMember === null && watched.length === 0) return null;

  return (value, tally) => {
    if (Array.isArray(value)) {
      if (visitMember !== null) for (const member of value) visitMember(member, tally);
      return;
    }
    if (!isJsonObject(value)) return;
    for (const { name, at: place, keyword, visit } of watched) {
      const own = Object.hasOwn(value, name) ? value[name] : undefined;
      if (keyword !== null) {
        tally.chances += 1;
        if (own === undefined) {
          const known = tally.unsent.get(keyword) ?? { at: place, count: 0 };
          known.count += 1;
          tally.unsent.set(keyword, known);
        }
      }
      if (own !== undefined && visit !== null) visit(own, tally);
    }
  };
};

const NO_DEFAULTS: SentDefaults = Object.freeze({ chances: 0, unsent: Object.freeze([]) });

/** Makes the check of the schema at `pointer`. Branches of `anyOf` and its kin are left aside: which one was meant is unknown. */
export const compileSentDefaults = (document: unknown, pointer: string): ((value: Json) => SentDefaults) => {
  const visit = compileVisit(document, pointer, "", []);
  if (visit === null) return () => NO_DEFAULTS;
  return (value) => {
    const tally: Tally = { chances: 0, unsent: new Map() };
    visit(value, tally);
    return {
      chances: tally.chances,
      unsent: [...tally.unsent].map(([keyword, { at, count }]) => ({ at, keyword, count })),
    };
  };
};
