import type { FastifyInstance } from "fastify";
import { CONTROL_PREFIX } from "../control/own-routes.ts";

/** Leads who opens the bare address in a browser to the console page. */
export const addRootRoute = (app: FastifyInstance): void => {
  app.route({ method: "GET", url: "/", handler: async (_, reply) => reply.redirect(CONTROL_PREFIX) });
};
