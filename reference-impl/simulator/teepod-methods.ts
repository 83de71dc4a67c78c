import { isObject } from "../../contract/index.ts";
import type { SimulatedTeepod, SimulatedVm, UpstreamMethod } from "../fleet/fleet.ts";
import { type PrpcMethod, prpcError, prpcOk } from "./prpc-reply.ts";
import { decodeStatusRequest, type StatusRequest } from "./status-request.ts";

/** A VM with its JSON made once, because `Status` is asked far more often than the world changes. */
interface PreparedVm {
  readonly vm: SimulatedVm;
  readonly full: string;
  readonly brief: string;
}

const prepare = (vm: SimulatedVm): PreparedVm => {
  const told = { id: vm.vmUuid, name: vm.name, status: vm.status, app_id: vm.appId, instance_id: vm.stateInstanceId };
  const configuration = { name: vm.name, app_id: vm.appId, image: "dstack-0.5.9", vcpu: 2, memory: 4096 };
  return { vm, full: JSON.stringify({ ...told, configuration }), brief: JSON.stringify(told) };
};

const informationOf = (vm: SimulatedVm): string =>
  JSON.stringify({
    found: true,
    info: { id: vm.vmUuid, name: vm.name, status: vm.status, app_id: vm.appId, instance_id: vm.infoInstanceId },
  });

const statusText = (vms: readonly PreparedVm[], { brief, page, pageSize }: StatusRequest): string => {
  const start = (page - 1) * pageSize;
  const shown = page === 0 || pageSize === 0 ? vms : vms.slice(start, start + pageSize);
  const texts = shown.map((vm) => (brief ? vm.brief : vm.full));
  return `{"vms":[${texts.join(",")}],"port_mapping_enabled":false,"total":${vms.length}}`;
};

const matches =
  (keyword: string) =>
  ({ vm }: PreparedVm): boolean =>
    vm.name.includes(keyword) || vm.vmUuid.includes(keyword) || vm.appId.includes(keyword);

/**
 * The prpc methods of a teepod over the VMs that it hosts: `Status`, which leaves unknown ids out silently, and `GetInfo`,
 * which answers an unknown id with `found: false`.
 * Source: dstack `vmm/src/app.rs` `list_vms`, `vmm/src/main_service.rs` `get_info`.
 */
export const teepodMethods = (teepod: SimulatedTeepod): ReadonlyMap<UpstreamMethod, PrpcMethod> => {
  const all = teepod.vms.map(prepare);
  const byId = new Map(all.map((prepared) => [prepared.vm.vmUuid, prepared]));
  const informationById = new Map(teepod.vms.map((vm) => [vm.vmUuid, prpcOk(informationOf(vm))]));
  const notFound = prpcOk('{"found":false,"info":null}');

  const named = (ids: readonly string[]): readonly PreparedVm[] => {
    const found: PreparedVm[] = [];
    for (const id of new Set(ids)) {
      const prepared = byId.get(id);
      if (prepared !== undefined) found.push(prepared);
    }
    return found;
  };

  const status: PrpcMethod = (body) => {
    const request = decodeStatusRequest(body);
    if (request === null) return prpcError("Failed to decode the request of Status");
    const chosen = request.ids.length === 0 ? all : named(request.ids);
    return prpcOk(statusText(request.keyword === "" ? chosen : chosen.filter(matches(request.keyword)), request));
  };

  const getInfo: PrpcMethod = (body) => {
    const id = isObject(body) ? (body["id"] ?? "") : null;
    if (typeof id !== "string") return prpcError("Failed to decode the request of GetInfo");
    return informationById.get(id) ?? notFound;
  };

  return new Map<UpstreamMethod, PrpcMethod>([
    ["Status", status],
    ["GetInfo", getInfo],
  ]);
};
