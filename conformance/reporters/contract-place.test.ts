import { describe, expect, it } from "vitest";
import { valueAt } from "../../contract/index.ts";
import { contractPlace } from "./contract-place.ts";
import { scene } from "./testing/scene.ts";

const { contract, laws } = scene;
const SCHEMAS = "/components/schemas";

describe("the place of a law in the contract", () => {
  it.each([
    [
      `openapi.json, ${SCHEMAS}/ValidationError/properties/loc; the clients show it.`,
      "/ValidationError/properties/loc",
    ],
    [
      `openapi.json, ${SCHEMAS}/InstanceIdRefreshResult/properties/source.`,
      "/InstanceIdRefreshResult/properties/source",
    ],
    [`\`default\` of each of ${SCHEMAS}/BatchInstanceIdRefreshRequest; one`, "/BatchInstanceIdRefreshRequest"],
  ])("is the one that its source names: %s", (source, place) => {
    expect(contractPlace(source, contract)).toBe(`${SCHEMAS}${place}`);
  });

  it("is the operation where none is named, or one that is not there", () => {
    const operation = "/paths/~1api~1v1~1cvms~1instance-ids/patch";
    expect(contractPlace("RFC 9110 section 15.6", contract)).toBe(operation);
    expect(contractPlace(`openapi.json, ${SCHEMAS}/NoSuchThing`, contract)).toBe(operation);
  });

  it.each(laws.map(({ id, source }) => [id, source]))(
    "is there for %s, and is not lost where one is named",
    (_, source) => {
      const place = contractPlace(source, contract);
      expect(valueAt(contract.document, place)).toBeDefined();
      expect(place.startsWith(SCHEMAS)).toBe(source.includes(SCHEMAS));
    },
  );
});
