import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { type Contract, isObject } from "../../../contract/index.ts";
import { predict, type WireItem } from "./model.ts";
import { callerOf, type Exchange, type Observation } from "./observe.ts";

/** Something that is true of every scenario; the check throws where it is not. */
export interface EndpointProperty {
  readonly says: string;
  readonly check: (observation: Observation) => void;
}

const allExchanges = ({ steps, trial }: Observation): readonly Exchange[] => [
  ...steps.flatMap(({ exchanges }) => exchanges),
  trial.calm,
  trial.troubled,
];

const reports = (observation: Observation) =>
  allExchanges(observation).flatMap((exchange) =>
    exchange.status === 200 && isObject(exchange.body) ? [{ exchange, body: exchange.body }] : [],
  );

const isDry = ({ request }: Exchange): boolean => request.body === null || request.body.dry_run === true;

const bare = ({ identifier: _, ...rest }: WireItem): Omit<WireItem, "identifier"> => rest;

const countsSumToScanned: EndpointProperty = {
  says: "the counts sum to what was scanned, and each counts the items of its status",
  check: (observation) => {
    for (const { exchange, body } of reports(observation)) {
      const { items, request } = exchange;
      const count = (status: string): number => items.filter((item) => item.status === status).length;
      const counts = ["updated", "unchanged", "skipped", "conflict", "error"].map(count);
      expect([body.updated, body.unchanged, body.skipped, body.conflicts, body.errors]).toEqual(counts);
      expect(body.scanned).toBe(counts.reduce((sum, one) => sum + one, 0));
      expect(body.scanned).toBe(Math.min(Number(body.total), request.body?.limit ?? 100));
    }
  },
};

const dryRunsWriteNothing: EndpointProperty = {
  says: "dry runs and refused requests leave the store byte-identical",
  check: ({ steps }) => {
    for (const { before, after, exchanges } of steps)
      if (exchanges.every((exchange) => exchange.status !== 200 || isDry(exchange)))
        expect(JSON.stringify(after)).toBe(JSON.stringify(before));
  },
};

const storeEqualsTheModel: EndpointProperty = {
  says: "the store holds what a small model of it holds: all that was reported as updated, and nothing else",
  check: ({ steps, nowMs }) => {
    for (const { step, before, after, exchanges } of steps) {
      const ids = new Map(before.map((cvm) => [cvm.cvmId, cvm.instanceId]));
      for (const exchange of exchanges)
        if (!isDry(exchange))
          for (const item of exchange.items) if (item.status === "updated") ids.set(item.cvm_id, item.new_instance_id);
      expect(new Map(after.map((cvm) => [cvm.cvmId, cvm.instanceId]))).toEqual(ids);

      const [only, ...others] = step.requests;
      const caller = only === undefined ? null : callerOf(only.credential);
      if (others.length === 0 && only?.body && caller !== null)
        expect(after).toEqual(predict(before, step.upstreams, caller, only.body, nowMs).after);
    }
  },
};

const answersEqualTheModel: EndpointProperty = {
  says: "a request that has the fleet for itself gets the answer of the model",
  check: ({ steps, nowMs }) => {
    for (const { step, before, exchanges } of steps) {
      const [only, ...others] = exchanges;
      if (only === undefined || others.length > 0) continue;
      const { credential, body } = only.request;
      const caller = callerOf(credential);
      expect(only.status).toBe(caller === null ? 401 : body === null ? 422 : 200);
      if (caller === null || body === null) continue;
      const { total, items } = predict(before, step.upstreams, caller, body, nowMs);
      expect(only.body).toMatchObject({ total, items });
    }
  },
};

const oldIsWhatWasStored: EndpointProperty = {
  says: "an item's old id is one that the store held while the request was answered",
  check: ({ steps }) => {
    for (const { before, exchanges } of steps) {
      const held = new Map(before.map((cvm) => [cvm.cvmId, new Set([cvm.instanceId])]));
      if (exchanges.length > 1)
        for (const exchange of exchanges)
          if (!isDry(exchange))
            for (const item of exchange.items)
              if (item.status === "updated") held.get(item.cvm_id)?.add(item.new_instance_id);
      for (const { items } of exchanges)
        for (const item of items) expect([...(held.get(item.cvm_id) ?? [null])]).toContain(item.old_instance_id);
    }
  },
};

const troubleStaysWithItsCvm: EndpointProperty = {
  says: "one CVM's trouble never touches another's item",
  check: ({ scenario, trial }) => {
    const { victimId } = scenario.trial;
    const wanted = new Set(
      [trial.calm, trial.troubled].flatMap(({ items }) =>
        items.flatMap(({ cvm_id, new_instance_id }) => (cvm_id === victimId ? [new_instance_id] : [])),
      ),
    );
    // Whoever wants the id that the victim wanted may get it once the victim does not.
    const others = ({ items }: Exchange) =>
      items.filter(
        (item) => item.cvm_id !== victimId && (item.new_instance_id === null || !wanted.has(item.new_instance_id)),
      );
    expect(trial.troubled.status).toBe(trial.calm.status);
    expect(others(trial.troubled)).toEqual(others(trial.calm));
  },
};

const membersStayAtHome: EndpointProperty = {
  says: "nobody reaches another workspace: a stranger's CVM is answered as one that is not there, and not written",
  check: ({ steps }) => {
    for (const { before, after, exchanges } of steps) {
      const workspaceOf = new Map(before.map((cvm) => [cvm.cvmId, cvm.workspaceId]));
      const reachable = new Set(exchanges.flatMap(({ request }) => callerOf(request.credential)?.workspaceId ?? []));
      const hasAdmin = exchanges.some(({ request }) => request.credential === "home-admin");
      for (const { request, items } of exchanges) {
        const caller = callerOf(request.credential);
        expect(items.length === 0 || caller !== null).toBe(true);
        for (const item of items) {
          if (item.cvm_id === 0) {
            const { reason, ...rest } = bare(item);
            expect(["not_found", "invalid_identifier", "ambiguous_identifier"]).toContain(reason);
            expect(rest).toEqual({
              cvm_id: 0,
              status: "skipped",
              old_instance_id: null,
              new_instance_id: null,
              source: "none",
              verified_with_gateway: false,
            });
          } else if (caller?.isAdmin !== true || request.body?.cvm_ids == null) {
            expect(workspaceOf.get(item.cvm_id)).toBe(caller?.workspaceId);
          }
        }
      }
      const strangers = (cvms: typeof before) => cvms.filter((cvm) => !reachable.has(cvm.workspaceId));
      if (!hasAdmin) expect(strangers(after)).toEqual(strangers(before));
    }
  },
};

const answersSatisfyTheContract = (contract: Contract): EndpointProperty => {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema({ $id: "answers.json", ...contract.document }, undefined, false, false);
  const isValid = new Map([
    [200, ajv.compile({ $ref: "answers.json#/components/schemas/BatchInstanceIdRefreshResponse" })],
    [422, ajv.compile({ $ref: "answers.json#/components/schemas/HTTPValidationError" })],
  ]);
  return {
    says: "every answer satisfies the contract's schema of its status",
    check: (observation) => {
      for (const { status, body } of allExchanges(observation)) {
        if (status === 401) continue;
        const validate = isValid.get(status);
        expect(validate?.(body), `${status} ${JSON.stringify(body)} ${JSON.stringify(validate?.errors)}`).toBe(true);
      }
    },
  };
};

const oneWinnerPerCvm: EndpointProperty = {
  says: "of requests at the same time at most one reports a CVM as updated",
  check: ({ steps }) => {
    for (const { exchanges } of steps) {
      const winners = exchanges
        .filter((exchange) => !isDry(exchange))
        .flatMap(({ items }) => items.filter(({ status }) => status === "updated").map(({ cvm_id }) => cvm_id));
      expect(winners).toEqual([...new Set(winners)]);
    }
  },
};

/** What is true of the endpoint, whatever fleet, upstreams, requests and interleaving. */
export const endpointProperties = (contract: Contract) => ({
  countsSumToScanned,
  dryRunsWriteNothing,
  storeEqualsTheModel,
  answersEqualTheModel,
  oldIsWhatWasStored,
  troubleStaysWithItsCvm,
  membersStayAtHome,
  answersSatisfyTheContract: answersSatisfyTheContract(contract),
  oneWinnerPerCvm,
});
