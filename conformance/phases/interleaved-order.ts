import { isObject } from "../../contract/index.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { PREVIEW } from "../generate/preview.ts";

/** Whether a request writes to whatever it finds, instead of to what it names. */
const isSweeping = ({ body }: RequestPlan): boolean =>
  body.kind === "json" && isObject(body.value) && body.value[PREVIEW] !== true && !Array.isArray(body.value.cvm_ids);

/**
 * Orders the cases of several laws for a fleet that can't be restored: the laws take turns, so that none uses up what the others look
 * for, and what writes to whatever it finds comes last. What `isIdle` says of each request, that it
 * is to write nothing, comes first: it costs a sound server's fleet nothing, and finds most to try.
 */
export const interleavedOrder = <Case extends { readonly plans: readonly RequestPlan[] }>(
  casesByLaw: readonly (readonly Case[])[],
  isIdle: (plan: RequestPlan) => boolean,
): readonly Case[] => {
  const turns = Math.max(0, ...casesByLaw.map(({ length }) => length));
  const inTurn = Array.from({ length: turns }, (_, turn) =>
    casesByLaw.flatMap((cases) => cases.slice(turn, turn + 1)),
  ).flat();
  const sweeps = (testCase: Case): boolean => testCase.plans.some(isSweeping);
  const ranked = Map.groupBy(inTurn, (testCase) => (testCase.plans.every(isIdle) ? 0 : 2) + (sweeps(testCase) ? 1 : 0));
  return [0, 1, 2, 3].flatMap((rank) => ranked.get(rank) ?? []);
};
