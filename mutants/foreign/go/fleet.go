package main

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// host is one line of the gateway's list.
type host struct {
	instanceID string
	alive      bool
}

// evidence is what the outside world says of a CVM; it never changes while the server runs.
type evidence struct {
	teepodDown   bool
	gatewayDown  bool
	state, info  string
	noInstanceID bool
}

type cvm struct {
	id         int64
	uuid       string
	appID      string
	name       string
	workspace  string
	status     string
	instanceID string
	attempt    int64
	evidence   evidence
}

type gateway map[string][]host

func hash(parts ...any) string {
	sum := sha256.Sum256([]byte(fmt.Sprintln(parts...)))
	return hex.EncodeToString(sum[:20])
}

func uuidOf(id int64) string {
	h := hash("uuid", id)
	return fmt.Sprintf("%s-%s-4%s-a%s-%s", h[:8], h[8:12], h[13:16], h[17:20], h[20:32])
}

var places = []struct {
	workspace string
	first     int64
	count     int
}{{"red", 1001, 34}, {"blue", 2001, 22}, {"ops", 3001, 6}}

var words = []string{"api", "worker", "Vault", "café", "100%_cover", "db", "quote's", "inference"}
var otherStatuses = []string{"stopped", "exited", "removing", "stopping"}

// newFleet makes the CVMs and what the gateway lists: each workspace has each kind of CVM.
func newFleet() ([]*cvm, gateway) {
	var fleet []*cvm
	listed := gateway{}
	for _, place := range places {
		for n := 0; n < place.count; n++ {
			id := place.first + int64(n)
			made := &cvm{
				id: id, uuid: uuidOf(id), appID: hash("app", id), workspace: place.workspace, status: "running",
				name: fmt.Sprintf("%s-%s-%d", place.workspace, words[n%len(words)], n),
			}
			if n%5 == 4 {
				made.status = otherStatuses[(n/5)%len(otherStatuses)]
			}
			furnish(made, n, listed, fleet)
			fleet = append(fleet, made)
		}
	}
	return fleet, listed
}

// furnish gives a CVM the evidence of its kind, which its place in the workspace chooses.
func furnish(c *cvm, n int, listed gateway, before []*cvm) {
	own := hash("instance", c.id)
	list := func(ids ...string) {
		for _, id := range ids {
			listed[c.appID] = append(listed[c.appID], host{id, true})
		}
	}
	switch n % 17 {
	case 0, 6: // found by the node, and listed
		c.evidence.state = own
		list(own)
	case 1: // found by the node in capitals, not listed
		c.evidence.info = " " + upper(own) + "\n"
	case 2: // only the gateway knows it
		list(own)
	case 3: // stored and still true, not listed
		c.evidence.state, c.instanceID = own, own
	case 4: // another one is stored
		c.evidence.state, c.instanceID = own, hash("former", c.id)
		list(own)
	case 5: // nothing knows it
	case 7: // two live hosts share the app
		list(own, hash("sibling", c.id))
	case 8: // the gateway can't be asked
		c.evidence.state, c.evidence.gatewayDown = own, true
	case 9: // the node can't be asked
		c.evidence.teepodDown = true
	case 10: // the app has no instance ids
		c.evidence.noInstanceID = true
	case 11: // the node talks nonsense
		c.evidence.state = "not-an-instance-id"
	case 12: // another CVM holds what is found
		c.evidence.info = hash("instance", c.id-9)
	case 13: // the gateway knows it under another app
		c.evidence.state = own
		listed[hash("elsewhere", c.id)] = []host{{own, true}}
	case 14: // a replica: one app with the CVM before it
		c.appID = before[len(before)-1].appID
		c.evidence.info = own
	case 15: // a dead host is listed beside a live one
		list(own)
		listed[c.appID] = append(listed[c.appID], host{hash("dead", c.id), false})
	case 16: // the same id as the CVM at place 14 is about to get
		c.evidence.state = hash("instance", c.id-2)
	}
}

func upper(text string) string {
	out := []byte(text)
	for i, b := range out {
		if b >= 'a' && b <= 'f' {
			out[i] = b - 32
		}
	}
	return string(out)
}
