import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { detailReply, type Reply } from "../front/reply.ts";
import { send } from "../front/send.ts";
import { MockError } from "../mock-error.ts";
import type { AllowedHosts } from "./allowed-hosts.ts";
import { whyNotSteering } from "./own-page.ts";

/** Under which everything lies that steers the mock. */
export const CONTROL_PREFIX = "/__mock";

/** Adds one route under the prefix. `handle` gives the answer, or null where it takes the connection over. */
export type AddOwnRoute = (
  method: string,
  path: string,
  handle: (request: FastifyRequest, reply: FastifyReply) => Promise<Reply | null>,
) => void;

/** Routes for the mock's own page and for those who steer it from no page at all, under the allowed host names. */
export const ownRoutes =
  (app: FastifyInstance, allowed: AllowedHosts): AddOwnRoute =>
  (method, path, handle) => {
    app.route({
      method,
      url: `${CONTROL_PREFIX}${path}`,
      handler: async (request, reply): Promise<FastifyReply> => {
        const refusal = whyNotSteering(request, allowed);
        if (refusal !== null) return send(reply, detailReply(403, refusal));
        try {
          const answer = await handle(request, reply);
          return answer === null ? reply : send(reply, answer);
        } catch (error) {
          if (error instanceof MockError) return send(reply, detailReply(422, error.message));
          throw error;
        }
      },
    });
  };
