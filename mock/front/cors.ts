import type { FastifyCorsOptions } from "@fastify/cors";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { installedWithTheMock } from "../engine/installed-with-the-mock.ts";

const EXPOSED = ["x-mock-scenario", "x-ignored-properties", "preference-applied", "retry-after"];
const PREFLIGHT_SECONDS = 600;

const isPreflight = ({ headers }: FastifyRequest): boolean =>
  headers.origin !== undefined && headers["access-control-request-method"] !== undefined;

/**
 * Lets pages of any origin call what lies outside `closedPrefix`, credentials and any header included. What lies inside steers the
 * mock, and is for its own page alone.
 */
export const allowAnyOrigin = async (
  app: FastifyInstance,
  closedPrefix: string,
  methods: readonly string[],
): Promise<void> => {
  const { default: cors } = await installedWithTheMock(() => import("@fastify/cors"));
  app.addHook("onRequest", async ({ headers, method }, reply) => {
    // A browser asks this of a server on loopback before a page from elsewhere may call it.
    if (method === "OPTIONS" && headers["access-control-request-private-network"] === "true")
      reply.header("access-control-allow-private-network", "true");
  });
  await app.register(cors, {
    delegator: (request: FastifyRequest, done: (error: Error | null, options: FastifyCorsOptions) => void) =>
      done(null, {
        origin: !request.raw.url?.startsWith(closedPrefix),
        credentials: true,
        methods: [...methods],
        exposedHeaders: EXPOSED,
        maxAge: PREFLIGHT_SECONDS,
        preflight: isPreflight(request),
      }),
  });
};
