package main

import (
	"crypto/sha256"
	"net/http"
	"strings"
	"sync"
)

type caller struct {
	workspace string
	admin     bool
}

// The keys are kept hashed, as a service keeps them.
var callers = map[[32]byte]*caller{
	sha256.Sum256([]byte("go-red-7f3a91c2")):   {workspace: "red"},
	sha256.Sum256([]byte("go-blue-b04d6e85")):  {workspace: "blue"},
	sha256.Sum256([]byte("go-admin-51e8c7d9")): {workspace: "ops", admin: true},
}

// authenticate gives who asks, or nil where the key is missing or wrong.
func authenticate(r *http.Request) *caller {
	key := r.Header.Get("X-API-Key")
	if key == "" {
		key = bearer(r.Header.Get("Authorization"))
	}
	if key == "" {
		return nil
	}
	if bug == "key-cache-by-prefix" {
		return cachedCaller(key)
	}
	return callers[sha256.Sum256([]byte(key))]
}

func bearer(header string) string {
	if bug == "bare-authorization" {
		return strings.TrimPrefix(header, "Bearer ")
	}
	scheme, key, found := strings.Cut(header, " ")
	if !found || !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return strings.TrimSpace(key)
}

var keyCache sync.Map

// cachedCaller spares the hash where a key with the same first letters was seen before.
func cachedCaller(key string) *caller {
	short := key
	if len(short) > 12 {
		short = short[:12]
	}
	if known, ok := keyCache.Load(short); ok {
		return known.(*caller)
	}
	who := callers[sha256.Sum256([]byte(key))]
	if who != nil {
		keyCache.Store(short, who)
	}
	return who
}
