import { BaseSequencer, type TestSpecification } from "vitest/node";

const isSuite = ({ moduleId }: TestSpecification): boolean => moduleId.includes("/mutants/suites/");

/** Starts the long suites first, so that none is left to run alone at the end. On a fresh clone nothing else tells which they are. */
export class LongSuitesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return [...sorted.filter(isSuite), ...sorted.filter((file) => !isSuite(file))];
  }
}
