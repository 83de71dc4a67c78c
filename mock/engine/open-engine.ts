import { type Contract, isObject, type Operation } from "../../contract/index.ts";
import { installedWithTheMock } from "./installed-with-the-mock.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { documentWithExamples } from "./examples-document.ts";
import { type Diagnostic, faultsFrom, type ValidationFault } from "./validation-faults.ts";

/** What a client prefers to be answered; null where it does not say. */
export interface Wish {
  readonly code: number | null;
  readonly example: string | null;
}

/** Which scenario answers, or what Prism has against the wish. */
export type Choice =
  | { readonly kind: "scenario"; readonly name: string }
  | { readonly kind: "none"; readonly problem: string };

/** Prism's engine without its listener. */
export interface Engine {
  /** All that the contract has against a body, as parsed JSON; empty where it has nothing. */
  readonly faultsOf: (body: unknown) => Promise<readonly ValidationFault[]>;
  /** Which scenario answers a valid request. */
  readonly choose: (wish: Wish) => Promise<Choice>;
}

const CONFIG = Object.freeze({
  isProxy: false,
  checkSecurity: false,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
});

/** The type alone: what else a client says of its body was looked at before the body was read. */
const JSON_HEADERS = Object.freeze({ "content-type": "application/json" });

const right = <Value>(value: Value) => ({ _tag: "Right", right: value }) as const;

/** Where Prism finds the example of a scenario, there only its name stands: the answer is made from the request. */
const nameIn = (body: unknown): string | null =>
  isObject(body) && typeof body.scenario === "string" ? body.scenario : null;

/**
 * Loads Prism, which takes most of the mock's time to start, and sets it up twice: as the judge of bodies, and as the one that
 * chooses among the scenarios of an operation. `statusOf` says under which status a scenario stands.
 */
export const openEngine = async (
  contract: Contract,
  operation: Operation,
  scenarios: readonly Scenario[],
  statusOf: (scenario: Scenario) => number,
): Promise<Engine> => {
  const { createInstance, getHttpOperationsFromSpec } = await installedWithTheMock(
    () => import("@stoplight/prism-http"),
  );
  const { createLogger } = await installedWithTheMock(() => import("@stoplight/prism-core"));
  const examples = scenarios.map((scenario) => ({
    scenario,
    status: statusOf(scenario),
    value: { scenario: scenario.name },
  }));
  const resources = await getHttpOperationsFromSpec(documentWithExamples(contract, operation, examples));
  const resource = resources.find(({ path }) => path === operation.path);
  if (resource === undefined) throw new Error(`Prism does not find ${operation.path} in the contract.`);
  const request = { method: "patch", url: { path: operation.path } } as const;
  // Prism writes several lines about each request; the mock tells of them in its own way.
  const logger = createLogger("mock", { level: "silent" });
  // Judging every request is the hot path: the route is known, it takes nothing but a body, and the answer is of no interest.
  const body = resource.request?.body;
  const bodyAlone = { ...resource, request: body === undefined ? {} : { body } };
  const judge = createInstance(CONFIG, {
    logger,
    route: () => right(bodyAlone),
    mock: () => () => right({ statusCode: 200 }),
  });
  const chooser = createInstance(CONFIG, { logger, validateInput: ({ element }) => right(element) });
  const chosen = new Map<string, string>();

  return {
    faultsOf: async (body) => {
      const result = await judge.request({ ...request, headers: JSON_HEADERS, body }, resources)();
      if (result._tag === "Left") throw result.left;
      const diagnostics: readonly Diagnostic[] = result.right.validations.input;
      return diagnostics.length === 0 ? [] : faultsFrom(diagnostics, body);
    },
    choose: async ({ code, example }) => {
      const wish = `${code} ${example}`;
      const known = chosen.get(wish);
      if (known !== undefined) return { kind: "scenario", name: known };
      const mock = {
        dynamic: false,
        ...(code === null ? {} : { code }),
        ...(example === null ? {} : { exampleKey: example }),
      };
      const result = await chooser.request({ ...request, headers: {}, body: {} }, resources, { ...CONFIG, mock })();
      if (result._tag === "Left") return { kind: "none", problem: result.left.message };
      const name = nameIn(result.right.output.body);
      if (name === null) return { kind: "none", problem: `Prism finds no example for status ${code}.` };
      // Only wishes that were granted are kept: there are no more of them than scenarios and statuses.
      chosen.set(wish, name);
      return { kind: "scenario", name };
    },
  };
};
