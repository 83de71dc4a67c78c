package main

import (
	"regexp"
	"strings"
)

var hexID = regexp.MustCompile(`^[0-9a-f]{40}$`)

type outcome struct {
	status, found, source, reason string
	verified                      bool
}

func normal(id string) string { return strings.ToLower(strings.TrimSpace(id)) }

// decide says what becomes of a CVM; claims are the ids that this batch has given away.
func (s *store) decide(c *cvm, o *options, claims map[string]*cvm) outcome {
	if c.evidence.noInstanceID {
		return outcome{status: "skipped", source: "none", reason: "no_instance_id"}
	}
	found, source := normal(c.evidence.state), "teepod_state"
	if found == "" {
		found, source = normal(c.evidence.info), "teepod_info"
	}
	if found == "" {
		source = "none"
	}
	if c.evidence.gatewayDown {
		return outcome{status: "skipped", source: source, reason: "gateway_rpc_failed"}
	}
	if found == "" {
		offers := s.offers(c, claims)
		switch {
		case len(offers) > 1:
			return outcome{status: "skipped", source: "none", reason: "ambiguous_gateway_instances"}
		case len(offers) == 1:
			found, source = offers[0], "gateway"
		case c.evidence.teepodDown:
			return outcome{status: "error", source: "none", reason: "teepod_rpc_failed"}
		default:
			return outcome{status: "skipped", source: "none", reason: "instance_id_not_found"}
		}
	}
	if !hexID.MatchString(found) {
		return outcome{status: "error", source: source, reason: "invalid_instance_id"}
	}
	return s.judge(c, o, claims, outcome{found: found, source: source})
}

// offers are the live hosts of the app that no other CVM holds.
func (s *store) offers(c *cvm, claims map[string]*cvm) []string {
	var ids []string
	for _, h := range s.gateway[c.appID] {
		other := s.holder(h.instanceID)
		if other == nil {
			other = claims[h.instanceID]
		}
		if h.alive && (other == nil || other == c) {
			ids = append(ids, h.instanceID)
		}
	}
	return ids
}

// judge compares what was found with what is stored, here and elsewhere.
func (s *store) judge(c *cvm, o *options, claims map[string]*cvm, out outcome) outcome {
	for appID, hosts := range s.gateway {
		for _, h := range hosts {
			if !h.alive || h.instanceID != out.found {
				continue
			}
			if appID != c.appID {
				out.status, out.reason = "conflict", "registered_to_other_app"
				return out
			}
			out.verified = true
		}
	}
	other := s.holder(out.found)
	if other == nil {
		other = claims[out.found]
	}
	checked := bug != "shadowed-write-error" || o.dryRun
	switch {
	case other != nil && other != c && checked:
		out.status, out.reason = "conflict", "instance_id_in_use"
	case c.instanceID == out.found:
		out.status, out.reason = "unchanged", "already_synced"
	case c.instanceID != "" && !o.overwrite:
		out.status, out.reason = "conflict", "instance_id_differs"
	default:
		out.status = "updated"
		if bug != "preview-without-claims" || !o.dryRun {
			claims[out.found] = c
		}
	}
	return out
}
