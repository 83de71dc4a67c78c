export { type DatabasesOnDemand, databasesOnDemand } from "./databases-on-demand.ts";
export { freshDatabase } from "./fresh-database.ts";
export { type Cluster, openCluster, type Stop } from "./open-cluster.ts";
export { whyNoPostgres } from "./postgres-package.ts";
export { startPostgres } from "./start-postgres.ts";
