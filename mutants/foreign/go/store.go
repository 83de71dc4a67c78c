package main

import (
	"errors"
	"strconv"
	"sync"
)

var errTaken = errors.New("the instance id belongs to another CVM")
var errMoved = errors.New("the CVM has another instance id by now")

type store struct {
	mutex   sync.Mutex
	fleet   []*cvm
	gateway gateway
	clock   int64
}

func newStore() *store {
	s := &store{}
	s.fleet, s.gateway = newFleet()
	return s
}

func (s *store) reset() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.fleet, s.gateway = newFleet()
	s.clock = 0
}

// shown is what the state probe tells of a CVM.
type shown struct {
	InstanceID *string `json:"instance_id"`
	Status     string  `json:"status"`
	Workspace  string  `json:"workspace"`
}

func (s *store) ids() map[string]shown {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	all := map[string]shown{}
	for _, c := range s.fleet {
		all[strconv.FormatInt(c.id, 10)] = shown{text(c.instanceID), c.status, c.workspace}
	}
	return all
}

func (s *store) holder(instanceID string) *cvm {
	for _, c := range s.fleet {
		if c.instanceID == instanceID {
			return c
		}
	}
	return nil
}

// write sets a CVM's id where it still has the old one and nobody else has the new one.
func (s *store) write(c *cvm, old, id string) error {
	if c.instanceID != old && bug != "unlocked-write" {
		return errMoved
	}
	if other := s.holder(id); other != nil && other != c {
		return errTaken
	}
	c.instanceID = id
	return nil
}
