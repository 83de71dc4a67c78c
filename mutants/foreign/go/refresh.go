package main

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"
)

type item struct {
	CvmID      int64   `json:"cvm_id"`
	Identifier string  `json:"identifier"`
	Status     string  `json:"status"`
	Old        *string `json:"old_instance_id"`
	New        *string `json:"new_instance_id"`
	Source     string  `json:"source"`
	Verified   bool    `json:"verified_with_gateway"`
	Reason     *string `json:"reason"`
}

type response struct {
	Total     int `json:"total"`
	Scanned   int `json:"scanned"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Skipped   int `json:"skipped"`
	Conflicts int `json:"conflicts"`
	Errors    int `json:"errors"`
	Items     any `json:"items"`
}

// target is one thing to answer for: a CVM, or an identifier that names none, and why it is left out if it is.
type target struct {
	cvm        *cvm
	identifier string
	reason     string
}

func (s *store) refresh(who *caller, o *options) response {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if bug == "limit-before-distinct" && len(o.cvmIDs) > o.limit {
		o.cvmIDs = o.cvmIDs[:o.limit]
	}
	targets := s.scan(who, o)
	if o.named {
		targets = s.list(who, o)
	}
	total := len(targets)
	targets = targets[:min(total, o.limit)]
	items := s.process(targets, o)
	return summary(total, items)
}

func (s *store) scan(who *caller, o *options) []target {
	var chosen []*cvm
	for _, c := range s.fleet {
		if c.workspace == who.workspace && excluded(c, o) == "" {
			chosen = append(chosen, c)
		}
	}
	slices.SortStableFunc(chosen, func(a, b *cvm) int {
		return cmp.Or(cmp.Compare(a.attempt, b.attempt), cmp.Compare(a.id, b.id))
	})
	targets := make([]target, len(chosen))
	for i, c := range chosen {
		targets[i] = target{cvm: c, identifier: c.uuid}
	}
	return targets
}

func (s *store) list(who *caller, o *options) []target {
	identifiers := o.cvmIDs
	if bug == "sorted-to-compact" {
		slices.Sort(identifiers)
		identifiers = slices.Compact(identifiers)
	}
	var targets []target
	seenCVM, seenText := map[*cvm]bool{}, map[string]bool{}
	for _, identifier := range identifiers {
		c, reason := s.resolve(who, identifier)
		if seenText[identifier] || (c != nil && seenCVM[c] && bug != "distinct-by-text") {
			continue
		}
		seenText[identifier] = true
		if c != nil {
			seenCVM[c] = true
			reason = excluded(c, o)
		}
		targets = append(targets, target{c, identifier, reason})
	}
	if bug == "list-through-a-map" {
		return shuffledByMap(targets)
	}
	return targets
}

func shuffledByMap(targets []target) []target {
	byName := map[string]target{}
	for _, t := range targets {
		byName[t.identifier] = t
	}
	var out []target
	for _, t := range byName {
		out = append(out, t)
	}
	return out
}

// excluded says why the filters leave a CVM out, or nothing.
func excluded(c *cvm, o *options) string {
	stopped := c.status != "running"
	if bug == "running-is-not-stopped" {
		stopped = c.status == "stopped"
	}
	if o.runningOnly && stopped {
		return "not_running"
	}
	if o.missingOnly && c.instanceID != "" {
		return "already_has_instance_id"
	}
	return ""
}

func (s *store) process(targets []target, o *options) []item {
	claims := map[string]*cvm{}
	if bug == "appended-by-goroutines" {
		return s.processAtOnce(targets, o, claims)
	}
	var items []item
	for _, t := range targets {
		items = append(items, s.answerFor(t, o, claims))
	}
	if bug == "one-error-rolls-back" && !o.dryRun {
		s.rollBackOnError(targets, items)
	}
	if items == nil && bug != "nil-items" {
		items = []item{}
	}
	return items
}

func (s *store) processAtOnce(targets []target, o *options, claims map[string]*cvm) []item {
	items := []item{}
	var group sync.WaitGroup
	var lock sync.Mutex
	for _, t := range targets {
		group.Add(1)
		go func() {
			defer group.Done()
			lock.Lock()
			made := s.answerFor(t, o, claims)
			lock.Unlock()
			items = append(items, made)
		}()
	}
	group.Wait()
	return items
}

// rollBackOnError is what a deferred tx.Rollback does when a later CVM's error leaves the loop's transaction.
func (s *store) rollBackOnError(targets []target, items []item) {
	if !slices.ContainsFunc(items, func(i item) bool { return i.Status == "error" }) {
		return
	}
	for i, made := range items {
		if made.Status == "updated" {
			targets[i].cvm.instanceID = value(made.Old)
		}
	}
}

func (s *store) answerFor(t target, o *options, claims map[string]*cvm) item {
	identifier := t.identifier
	if bug == "identifier-echoed-in-lower-case" {
		identifier = strings.ToLower(identifier)
	}
	made := item{Identifier: identifier, Status: "skipped", Source: "none", Reason: text(t.reason)}
	if t.cvm == nil {
		return made
	}
	c := t.cvm
	made.CvmID, made.Old = c.id, text(c.instanceID)
	if bug == "old-by-pointer" && c.instanceID != "" {
		made.Old = &c.instanceID
	}
	if t.reason != "" {
		return made
	}
	if !o.dryRun || bug == "previews-stamp" {
		s.clock++
		c.attempt = s.clock
	}
	outcome := s.decide(c, o, claims)
	made.Status, made.Source, made.Verified = outcome.status, outcome.source, outcome.verified
	made.New, made.Reason = text(outcome.found), text(outcome.reason)
	if outcome.status == "updated" && !o.dryRun {
		s.persist(c, &made)
	}
	return made
}

func (s *store) persist(c *cvm, made *item) {
	old := c.instanceID
	if bug == "unlocked-write" {
		s.mutex.Unlock()
		time.Sleep(2 * time.Millisecond)
		s.mutex.Lock()
	}
	err := s.write(c, old, *made.New)
	if bug == "shadowed-write-error" {
		return
	}
	if err != nil {
		made.Status, made.Reason = "error", text("store_write_failed")
	}
}

func summary(total int, items []item) response {
	out := response{Total: total, Scanned: len(items), Items: items}
	for _, i := range items {
		switch i.Status {
		case "updated":
			out.Updated++
		case "unchanged":
			out.Unchanged++
		case "conflict":
			out.Conflicts++
		case "error":
			if bug == "nonsense-counted-as-skipped" && value(i.Reason) == "invalid_instance_id" {
				out.Skipped++
				continue
			}
			out.Errors++
		default:
			out.Skipped++
		}
	}
	if bug == "false-is-left-out" {
		out.Items = sparse(items)
	}
	return out
}

type sparseItem struct {
	item
	Verified bool `json:"verified_with_gateway,omitempty"`
}

func sparse(items []item) []sparseItem {
	out := make([]sparseItem, len(items))
	for i, made := range items {
		out[i] = sparseItem{item: made, Verified: made.Verified}
	}
	return out
}

func text(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func value(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
