"""The endpoint as a small FastAPI server: what docs/fastapi.md was measured on, with its cures in.

    STATE_PROBE=1 uvicorn fastapi_server:app --port 8000
"""

import hashlib
import json
import os
from collections import Counter
from typing import Annotated, Literal

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from fastapi.security import APIKeyHeader
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

app = FastAPI()
KEYS = {"member-key": ("ours", False), "other-key": ("theirs", False), "admin-key": ("staff", True)}


def no_constant(name: str) -> None:
    raise json.JSONDecodeError(f"{name} is not JSON", name, 0)


class StrictRequest(Request):
    async def json(self) -> object:
        return json.loads(await self.body(), parse_constant=no_constant)


class StrictRoute(APIRoute):
    def get_route_handler(self):
        handle = super().get_route_handler()

        async def handle_strictly(request: Request):
            return await handle(StrictRequest(request.scope, request.receive))

        return handle_strictly


app.router.route_class = StrictRoute


def well_formed(name: str) -> str:
    name.encode()  # raises a ValueError for a lone surrogate
    return name


def whole(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


class RefreshRequest(BaseModel):
    model_config = ConfigDict(strict=True)

    cvm_ids: list[Annotated[str, AfterValidator(well_formed)]] | None = None
    running_only: bool = True
    missing_only: bool = True
    overwrite: bool = False
    limit: Annotated[int, BeforeValidator(whole)] = Field(default=100, ge=1, le=500)
    dry_run: bool = False


@app.exception_handler(RequestValidationError)
async def refuse(_, error: RequestValidationError) -> JSONResponse:
    faults = [{key: fault[key] for key in ("loc", "msg", "type")} for fault in error.errors()]
    return JSONResponse({"detail": faults}, status_code=422)


class Result(BaseModel):
    cvm_id: int
    identifier: str
    status: Literal["updated", "unchanged", "skipped", "conflict", "error"]
    old_instance_id: str | None = None
    new_instance_id: str | None = None
    source: Literal["teepod_state", "teepod_info", "gateway", "none"] = "none"
    verified_with_gateway: bool = False
    reason: str | None = None


class RefreshResponse(BaseModel):
    total: int
    scanned: int
    updated: int
    unchanged: int
    skipped: int
    conflicts: int
    errors: int
    items: list[Result]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def fleet() -> dict[int, dict]:
    cvms = {}
    for number in range(1, 181):
        workspace = "ours" if number <= 140 else "theirs" if number <= 170 else "staff"
        h = digest(f"vm {number}")
        found = None if number % 11 == 0 else digest(f"id {number}")
        stored = {0: None, 1: None, 2: digest(f"id {number}"), 3: digest(f"old {number}")}[number % 4]
        cvms[number] = {
            "cvm_id": number,
            "vm_uuid": f"{h[:8]}-{h[8:12]}-4{h[13:16]}-8{h[17:20]}-{h[20:32]}",
            "workspace": workspace,
            "running": number % 7 != 0,
            "stored": stored,
            "found": found,
        }
    return cvms


CVMS = fleet()


def caller(key: str | None = Depends(APIKeyHeader(name="X-API-Key", auto_error=False))) -> tuple[str, bool]:
    if key not in KEYS:
        raise HTTPException(401, "Not authenticated")
    return KEYS[key]


def refresh_one(cvm: dict, identifier: str, body: RefreshRequest) -> Result:
    known = {"cvm_id": cvm["cvm_id"], "identifier": identifier, "old_instance_id": cvm["stored"]}
    if body.running_only and not cvm["running"]:
        return Result(**known, status="skipped", reason="not_running")
    if body.missing_only and cvm["stored"] is not None:
        return Result(**known, status="skipped", reason="already_has_instance_id")
    found = cvm["found"]
    if found is None:
        return Result(**known, status="skipped", reason="instance_id_not_found")
    known |= {"new_instance_id": found, "source": "teepod_state"}
    if cvm["stored"] == found:
        return Result(**known, status="unchanged", reason="already_synced")
    if cvm["stored"] is not None and not body.overwrite:
        return Result(**known, status="conflict", reason="instance_id_differs")
    if not body.dry_run:
        cvm["stored"] = found
    return Result(**known, status="updated")


@app.patch("/api/v1/cvms/instance-ids", response_model=RefreshResponse)
async def refresh(body: RefreshRequest, who: tuple[str, bool] = Depends(caller)):
    workspace, is_admin = who
    selected: dict = {}
    if body.cvm_ids is not None:
        for name in body.cvm_ids:
            cvm = next(
                (
                    cvm
                    for cvm in CVMS.values()
                    if name in (str(cvm["cvm_id"]), cvm["vm_uuid"]) and (is_admin or cvm["workspace"] == workspace)
                ),
                None,
            )
            selected.setdefault(name if cvm is None else cvm["cvm_id"], (name, cvm))
    else:
        for cvm in CVMS.values():
            if cvm["workspace"] != workspace or (body.running_only and not cvm["running"]):
                continue
            if not (body.missing_only and cvm["stored"] is not None):
                selected[cvm["cvm_id"]] = (cvm["vm_uuid"], cvm)
    items = [
        Result(cvm_id=0, identifier=name, status="skipped", reason="not_found")
        if cvm is None
        else refresh_one(cvm, name, body)
        for name, cvm in list(selected.values())[: body.limit]
    ]
    count = Counter(item.status for item in items)
    return RefreshResponse(
        total=len(selected),
        scanned=len(items),
        updated=count["updated"],
        unchanged=count["unchanged"],
        skipped=count["skipped"],
        conflicts=count["conflict"],
        errors=count["error"],
        items=items,
    )


if os.environ.get("STATE_PROBE"):

    @app.get("/state")
    async def stored():
        return {
            cvm["cvm_id"]: {
                "instance_id": cvm["stored"],
                "status": "running" if cvm["running"] else "exited",
                "workspace": cvm["workspace"],
            }
            for cvm in CVMS.values()
        }

    @app.put("/state")
    async def start_over():
        CVMS.update(fleet())
        return {}
