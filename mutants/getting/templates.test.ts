import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { type GithubParser, loadGithubParser } from "./github-parser.ts";
import { faultsBy } from "./published-schema.ts";
import { ROOT } from "../house/source-files.ts";

const textOf = (path: string): Promise<string> => readFile(join(ROOT, path), "utf8");

describe("GitHub's parser", () => {
  let parser: GithubParser;
  beforeAll(async () => {
    parser = await loadGithubParser();
  });

  it.each(["templates/github-workflow.yml", "docs/examples/github-actions.yml"])("accepts %s", async (path) => {
    const text = await textOf(path);
    expect(parser.faultsOfWorkflow(text)).toEqual([]);
    expect(parser.faultsOfWorkflow(text.replace("runs-on", "runson"))).toContainEqual(
      expect.stringContaining("Unexpected value 'runson'"),
    );
    expect(parser.faultsOfWorkflow(text.replace("secrets.", "secret."))).toContainEqual(
      expect.stringContaining("Unrecognized named-value: 'secret'"),
    );
  });

  it("accepts action.yml", async () => {
    const text = await textOf("action.yml");
    expect(parser.faultsOfAction(text)).toEqual([]);
    expect(parser.faultsOfAction(text.replace("shell:", "shel:"))).toContainEqual(
      expect.stringContaining("Required property is missing: shell"),
    );
  });
});

describe("the published schema", () => {
  it.each(["templates/gitlab-ci.yml", "docs/examples/gitlab-ci.yml"])(
    "of GitLab's pipelines accepts %s",
    async (path) => {
      const faults = await faultsBy("gitlab");
      const text = await textOf(path);
      expect(faults(parse(text))).toEqual([]);
      expect(faults(parse(text.replace("when: always", "when: allways")))).not.toEqual([]);
    },
  );

  it("of compose files accepts templates/compose.yaml", async () => {
    const faults = await faultsBy("compose");
    const text = await textOf("templates/compose.yaml");
    expect(faults(parse(text))).toEqual([]);
    expect(faults(parse(text.replace("image:", "imag:")))).not.toEqual([]);
  });

  it("of Kubernetes' jobs accepts templates/kubernetes-job.yaml", async () => {
    const faults = await faultsBy("kubernetes");
    const jobs = parseAllDocuments(await textOf("templates/kubernetes-job.yaml"));
    expect(jobs).toHaveLength(2);
    for (const job of jobs) {
      expect(faults(job.toJS())).toEqual([]);
      job.setIn(["spec", "parallelism"], "four");
      expect(faults(job.toJS())).not.toEqual([]);
    }
  });
});
