import type { EventEmitter } from "node:events";
import { memoryConnection } from "./memory-connection.ts";
import type { InProcessApp } from "./app.ts";

/** An HTTP server of Node's that need not listen: it is handed connections within this process. It is left open. */
export const serverApp = (server: Pick<EventEmitter, "emit">): InProcessApp => ({
  kind: "connections",
  connect: (_, callback) => {
    const [client, own] = memoryConnection();
    server.emit("connection", own);
    setImmediate(callback, null, client);
  },
});
