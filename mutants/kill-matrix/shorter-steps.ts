import type { ReportedFinding } from "../../conformance/index.ts";
import { isJsonObject, type Json, type JsonObject } from "../../contract/index.ts";

/** The bodies of a finding's requests, or null where not each is a JSON object. */
const bodiesOf = (steps: ReportedFinding["steps"]): readonly JsonObject[] | null => {
  const bodies: JsonObject[] = [];
  for (const { body } of steps) {
    if (typeof body !== "string") return null;
    try {
      const value: Json = JSON.parse(body);
      if (!isJsonObject(value)) return null;
      bodies.push(value);
    } catch {
      return null;
    }
  }
  return bodies;
};

const withoutMember = (body: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));

/** The body with an element less in each list that holds it; null where a list would be left empty, which asks for something else. */
const withoutElement = (body: JsonObject, element: Json): JsonObject | null => {
  const entries: [string, Json][] = [];
  for (const [name, value] of Object.entries(body)) {
    if (!Array.isArray(value) || !value.includes(element)) entries.push([name, value]);
    else if (value.every((other: Json) => other === element)) return null;
    else entries.push([name, value.filter((other: Json) => other !== element)]);
  }
  return Object.fromEntries(entries);
};

/**
 * The same requests with less in their bodies: a member less of those that all have in common, or an element less of their
 * lists. `kept` names members that are part of what is asked. None where a body is no JSON object.
 */
export const shorterSteps = (
  steps: ReportedFinding["steps"],
  kept: readonly string[],
): readonly (readonly JsonObject[])[] => {
  const bodies = bodiesOf(steps);
  const [first = {}] = bodies ?? [];
  if (bodies === null) return [];
  const shared = Object.keys(first).filter((name) => !kept.includes(name) && bodies.every((body) => name in body));
  const elements = new Set(
    bodies.flatMap((body) => Object.values(body).flatMap((value) => (Array.isArray(value) ? value : []))),
  );
  const thinner = [...elements].flatMap((element) => {
    const less = bodies.map((body) => withoutElement(body, element));
    return less.every((body) => body !== null) ? [less] : [];
  });
  return [...shared.map((name) => bodies.map((body) => withoutMember(body, name))), ...thinner];
};
