package main

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	decimal = regexp.MustCompile(`^[1-9][0-9]{0,17}$`)
	dashed  = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`)
	bare    = regexp.MustCompile(`^[0-9a-fA-F]{32}$`)
	app     = regexp.MustCompile(`^(app_)?[0-9a-f]{40}$`)
	inst    = regexp.MustCompile(`^instance_[0-9a-f]{40}$`)
)

// resolve gives the one CVM that an identifier names for this caller, or why there is none.
func (s *store) resolve(who *caller, identifier string) (*cvm, string) {
	if identifier == "" || utf8.RuneCountInString(identifier) > 255 || strings.IndexFunc(identifier, unicode.IsControl) >= 0 {
		return nil, "invalid_identifier"
	}
	matches := s.matcher(identifier)
	var found []*cvm
	for _, candidate := range s.fleet {
		if matches(candidate) && s.visible(who, candidate, identifier) {
			found = append(found, candidate)
		}
	}
	switch len(found) {
	case 0:
		return nil, "not_found"
	case 1:
		return found[0], ""
	default:
		return nil, "ambiguous_identifier"
	}
}

func (s *store) visible(who *caller, candidate *cvm, identifier string) bool {
	if bug == "instance-ids-of-all-tenants" && inst.MatchString(identifier) {
		return true
	}
	return who.admin || candidate.workspace == who.workspace
}

func (s *store) matcher(identifier string) func(*cvm) bool {
	if number, ok := parseNumber(identifier); ok {
		return func(c *cvm) bool { return c.id == number }
	}
	if dashed.MatchString(identifier) {
		return func(c *cvm) bool { return c.uuid == strings.ToLower(identifier) }
	}
	if bare.MatchString(identifier) {
		return func(c *cvm) bool { return strings.ReplaceAll(c.uuid, "-", "") == strings.ToLower(identifier) }
	}
	if app.MatchString(identifier) {
		return func(c *cvm) bool { return c.appID == strings.TrimPrefix(identifier, "app_") }
	}
	if inst.MatchString(identifier) {
		return func(c *cvm) bool { return c.instanceID == strings.TrimPrefix(identifier, "instance_") }
	}
	return func(c *cvm) bool { return c.name == identifier }
}

func parseNumber(identifier string) (int64, bool) {
	if bug == "numbers-in-any-base" {
		number, err := strconv.ParseInt(identifier, 0, 64)
		return number, err == nil
	}
	if !decimal.MatchString(identifier) {
		return 0, false
	}
	number, err := strconv.ParseInt(identifier, 10, 64)
	if bug == "ids-cut-to-32-bits" {
		return int64(int32(number)), err == nil
	}
	return number, err == nil
}
