import { randomBytes } from "node:crypto";
import { Client } from "pg";

/** Makes a new, empty database on a server and gives its URL. It goes with the server. */
export const freshDatabase = async (serverUrl: string): Promise<string> => {
  const name = `db_${randomBytes(8).toString("hex")}`;
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
};
