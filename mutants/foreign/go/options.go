package main

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"sync"
	"unicode/utf8"
)

type options struct {
	named       bool
	cvmIDs      []string
	runningOnly bool
	missingOnly bool
	overwrite   bool
	limit       int
	dryRun      bool
}

type fault struct {
	Loc  []any  `json:"loc"`
	Msg  string `json:"msg"`
	Type string `json:"type"`
}

var pool = sync.Pool{New: func() any { return defaults() }}

func defaults() *options {
	return &options{runningOnly: true, missingOnly: true, limit: 100}
}

// parseOptions gives what a body asks for, or all of its faults.
func parseOptions(body []byte) (*options, []fault) {
	fields, ok := parseObject(body)
	if !ok {
		return nil, []fault{{Loc: []any{"body"}, Msg: "JSON decode error", Type: "json_invalid"}}
	}
	if fields == nil {
		return nil, []fault{{Loc: []any{"body"}, Msg: "Input should be a valid dictionary", Type: "dict_type"}}
	}
	if bug == "keys-in-any-case" {
		for key, value := range fields {
			if _, taken := fields[strings.ToLower(key)]; !taken {
				fields[strings.ToLower(key)] = value
			}
		}
	}
	chosen := defaults()
	if bug == "pooled-request" {
		chosen = pool.Get().(*options)
		defer pool.Put(chosen)
	}
	var faults []fault
	faults = append(faults, readIDs(fields, chosen)...)
	faults = append(faults, readFlag(fields, "running_only", &chosen.runningOnly)...)
	faults = append(faults, readFlag(fields, "missing_only", &chosen.missingOnly)...)
	faults = append(faults, readFlag(fields, "overwrite", &chosen.overwrite)...)
	faults = append(faults, readLimit(fields, chosen)...)
	faults = append(faults, readFlag(fields, "dry_run", &chosen.dryRun)...)
	if bug == "overwrite-widens" && chosen.overwrite {
		chosen.missingOnly = false
	}
	copied := *chosen
	return &copied, faults
}

// parseObject gives the members of an object, nil for JSON that is no object, and false for what is no JSON.
func parseObject(body []byte) (map[string]any, bool) {
	if !utf8.Valid(body) {
		return nil, false
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return nil, false
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, false
	}
	object, _ := value.(map[string]any)
	return object, true
}

func readIDs(fields map[string]any, chosen *options) []fault {
	value, present := fields["cvm_ids"]
	if !present {
		return nil
	}
	chosen.named, chosen.cvmIDs = false, nil
	if value == nil {
		return nil
	}
	list, ok := value.([]any)
	if !ok {
		return []fault{{Loc: []any{"body", "cvm_ids"}, Msg: "Input should be a valid list", Type: "list_type"}}
	}
	chosen.named = true
	var faults []fault
	for index, entry := range list {
		text, ok := entry.(string)
		if !ok {
			loc := []any{"body", "cvm_ids", index}
			faults = append(faults, fault{Loc: loc, Msg: "Input should be a valid string", Type: "string_type"})
			continue
		}
		chosen.cvmIDs = append(chosen.cvmIDs, text)
	}
	return faults
}

func readFlag(fields map[string]any, name string, into *bool) []fault {
	value, present := fields[name]
	if !present {
		return nil
	}
	if value == nil && bug == "null-is-default" {
		return nil
	}
	flag, ok := value.(bool)
	if !ok {
		return []fault{{Loc: []any{"body", name}, Msg: "Input should be a valid boolean", Type: "bool_type"}}
	}
	*into = flag
	return nil
}

func readLimit(fields map[string]any, chosen *options) []fault {
	value, present := fields["limit"]
	if !present {
		return nil
	}
	loc := []any{"body", "limit"}
	number, ok := value.(json.Number)
	if !ok {
		return []fault{{Loc: loc, Msg: "Input should be a valid integer", Type: "int_type"}}
	}
	limit, ok := wholeNumber(string(number))
	if !ok {
		return []fault{{Loc: loc, Msg: "Input should be a valid integer", Type: "int_from_float"}}
	}
	if bug == "zero-limit-is-default" && limit == 0 {
		return nil
	}
	if limit < 1 {
		return []fault{{Loc: loc, Msg: "Input should be greater than or equal to 1", Type: "greater_than_equal"}}
	}
	if limit > 500 {
		return []fault{{Loc: loc, Msg: "Input should be less than or equal to 500", Type: "less_than_equal"}}
	}
	chosen.limit = limit
	return nil
}
