import type { Json, JsonObject } from "../../contract/index.ts";
import type { PropertyShape, Shape } from "../generate/schema-shape.ts";

/** What the options of a request come to, whether they are said or left to their defaults. */
export interface Choices {
  /** In words, one for each option that can only be this or that. */
  readonly together: string;
  /** The least of its numbers: so many members of a list may be looked at. */
  readonly most: number;
}

/** What a body comes to that is no object. */
export const NOTHING_CHOSEN: Choices = Object.freeze({ together: "nothing", most: Infinity });

const kindsIn = (shape: Shape): ReadonlySet<Shape["kind"]> =>
  new Set(shape.kind === "any-of" ? shape.options.map(({ kind }) => kind) : [shape.kind]);

const listWord = (value: Json | undefined): string =>
  !Array.isArray(value) ? "no list" : value.length === 0 ? "empty" : "list";

/**
 * Tells what requests with a body of a shape choose: what is true or false, whether a list is given, whether a number may cut short what is
 * asked for, which is as much as a list holds or else as many CVMs as the caller sees.
 */
export const choicesOf = (shape: Shape): ((body: JsonObject, fleetSize: number) => Choices) => {
  const properties = shape.kind === "object" ? shape.properties : [];
  const ofKind = (kind: Shape["kind"]): readonly PropertyShape[] =>
    properties.filter((property) => kindsIn(property.shape).has(kind));
  const [switches, lists, numbers] = [[...ofKind("boolean"), ...ofKind("enum")], ofKind("array"), ofKind("integer")];
  return (body, fleetSize) => {
    const chosen = ({ name, fallback }: PropertyShape): Json | undefined =>
      Object.hasOwn(body, name) ? body[name] : fallback;
    const given = lists.map(chosen).filter((value) => Array.isArray(value));
    const wanted = given.length === 0 ? fleetSize : Math.max(...given.map(({ length }) => length));
    const bounds = numbers.map(chosen).filter((value) => typeof value === "number");
    const most = Math.min(...bounds);
    return {
      together: [
        ...switches.map((property) => `${property.name} is ${JSON.stringify(chosen(property))}`),
        ...lists.map((property) => `${property.name} is ${listWord(chosen(property))}`),
        // Where a scan ends is for the server to count.
        most === wanted && given.length === 0 ? "just enough" : most < wanted ? "cut short" : "whole",
      ].join(", "),
      most,
    };
  };
};
