export { freshDatabase } from "./fresh-database.ts";
export { type Cluster, openCluster, type Stop } from "./open-cluster.ts";
export { whyNoPostgres } from "./postgres-package.ts";
export { type DatabaseService, serveDatabases } from "./serve-databases.ts";
export { startPostgres } from "./start-postgres.ts";
