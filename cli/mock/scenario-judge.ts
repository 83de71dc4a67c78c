import type { JsonObject } from "../../contract/index.ts";
import type { Exchange } from "../../conformance/index.ts";
import type { Scenario, WorldScenario } from "../../mock/index.ts";

/** Says how a scenario breaks the laws, in a sentence that names the law; null where it obeys them. */
export type JudgeScenario = (scenario: Scenario) => string | null;

const requestsOf = ({ cvms }: WorldScenario): readonly JsonObject[] => [
  {},
  { missing_only: false },
  { running_only: false, missing_only: false, limit: 500 },
  { running_only: false, missing_only: false, overwrite: true, limit: 500 },
  { cvm_ids: cvms.map(({ vm_uuid }) => vm_uuid), running_only: false, missing_only: false, limit: 500 },
];

/**
 * Makes the judge of scenarios. A world's answers to a few requests are held to the laws about one exchange, and a 422 is to its form. Other
 * refusals are what goes wrong, which no law asks for.
 */
export const scenarioJudge = async (): Promise<JudgeScenario> => {
  const { answered, judgeAlone, loadLaws } = await import("../../conformance/index.ts");
  const { answerFromWorld, indexOf, refreshOperation, toRefreshOptions } = await import("../../mock/index.ts");
  const { loadContract, openapiDocument } = await import("../../contract/index.ts");
  const contract = loadContract(openapiDocument);
  const judge = judgeAlone(contract, refreshOperation(contract), await loadLaws());

  const exchangesOf = (scenario: Scenario): readonly Exchange[] => {
    if (scenario.kind === "refusal")
      return scenario.status === 422
        ? [answered({ text: scenario.request.body }, { status: 422, json: scenario.body })]
        : [];
    const world = { cvms: scenario.cvms, find: indexOf(scenario.cvms) };
    return requestsOf(scenario).map((request) => {
      const text = JSON.stringify(answerFromWorld(world, toRefreshOptions(request)));
      return answered({ json: request }, { text });
    });
  };

  return (scenario) => {
    for (const exchange of exchangesOf(scenario))
      for (const { law, violation } of judge(exchange))
        return `The scenario ${scenario.name} breaks the law ${law.id}: ${violation.message} Expected: ${violation.expected}. Found: ${violation.actual}.`;
    return null;
  };
};
